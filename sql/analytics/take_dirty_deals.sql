-- requires: sql/analytics/dirty_deals.sql sql/analytics/dirty_trades.sql sql/analytics/counted_trades.sql
-- requires: sql/analytics/hour_number.sql
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
    delete from private.dirty_deals returning domain_id, order_external_id, token_id, platform_user_id
  ), deal as materialized (
    select distinct gone.* from gone
  ), found as (
    select trade.domain_id, trade.id
    from deal inner join public.transactions as trade using (domain_id, order_external_id)
    union
    select trade.domain_id, trade.id
    from deal inner join public.transactions as trade using (domain_id, token_id)
    union
    select trade.domain_id, trade.id
    from deal inner join public.transactions as trade using (domain_id, platform_user_id)
  )
  insert into private.dirty_trades (domain_id, hour, cause)
  select distinct trade.domain_id, floor(private.hour_number(trade.happened_at))::integer, 'deals'
  from found
  inner join private.counted_trades as trade on found.domain_id = trade.domain_id and found.id = trade.id;
end;
$$;

comment on function private.take_dirty_deals() is
'Notes the hours of the trades of each noted order, token and user.';

revoke all on function private.take_dirty_deals() from public, anon, authenticated, service_role;
