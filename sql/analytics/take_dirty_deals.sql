-- requires: sql/analytics/dirty_deals.sql sql/analytics/dirty_trades.sql sql/analytics/counted_trades.sql
-- requires: sql/analytics/hour_number.sql sql/analytics/referral_hours.sql
create or replace function private.take_dirty_deals()
returns void
language plpgsql
volatile
security invoker
set search_path = ''
set enable_seqscan = off -- See ingest_visitor_events: look keys up, also while the tables are small.
as $$
begin
  with gone as (
    delete from private.dirty_deals
    returning domain_id, order_external_id, token_id, platform_user_id, referrer_id, referred_at
  ), deal as materialized (
    select distinct gone.* from gone
  ), trader as materialized (
    select deal.domain_id, deal.platform_user_id from deal where deal.platform_user_id is not null
    union
    -- Whoever is brought stands above those that they brought, and these above theirs.
    select brought.domain_id, line.id
    from deal
    inner join public.platform_users as brought
      on deal.domain_id = brought.domain_id and deal.platform_user_id = brought.referrer_id
    left join public.platform_users as next
      on brought.domain_id = next.domain_id and brought.id = next.referrer_id
    cross join lateral (values (brought.id), (next.id)) as line (id)
    where line.id is not null
  ), found as (
    select trade.domain_id, trade.id
    from deal inner join public.transactions as trade using (domain_id, order_external_id)
    union
    select trade.domain_id, trade.id
    from deal inner join public.transactions as trade using (domain_id, token_id)
    union
    select trade.domain_id, trade.id
    from trader inner join public.transactions as trade using (domain_id, platform_user_id)
  )
  insert into private.dirty_trades (domain_id, hour, cause)
  select trade.domain_id, floor(private.hour_number(trade.happened_at))::integer, 'deals'
  from found
  inner join private.counted_trades as trade on found.domain_id = trade.domain_id and found.id = trade.id
  union
  select deal.domain_id, near.hour, 'deals'
  from deal
  cross join lateral private.referral_hours(
    deal.domain_id, deal.platform_user_id, deal.referrer_id, deal.referred_at
  ) as near (hour)
  where deal.referrer_id is not null;
end;
$$;

comment on function private.take_dirty_deals() is
'Notes the hours of the trades of each noted order, token and user, and of those that the user brought; and the hours of referrals that changed.';

revoke all on function private.take_dirty_deals() from public, anon, authenticated, service_role;
