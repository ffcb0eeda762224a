-- requires: sql/analytics/hour_pieces.sql sql/analytics/trade_blocks.sql sql/analytics/dirty_trades.sql
-- requires: sql/analytics/dirty_deals.sql sql/analytics/referral_hours.sql sql/analytics/read_referrals.sql
-- requires: sql/identity/domains.sql
-- Whoever changes a line cannot see those that others are writing next to it, so it is here that its hours are found.
create or replace function private.count_referral_blocks(domain_ids uuid [], marks timestamptz [])
returns table (place integer, level integer, people bigint)
language plpgsql
stable
security invoker
rows 100
set search_path = ''
set plan_cache_mode = force_generic_plan -- Looks up keys, whatever the window.
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
set jit = off
as $$
begin
  return query
  with tenant as materialized (
    select
      one.id, array(
        select dirty.hour from private.dirty_trades as dirty where dirty.domain_id = one.id
        union
        select near.hour
        from private.dirty_deals as deal
        cross join lateral private.referral_hours(
          deal.domain_id, deal.platform_user_id, deal.referrer_id, deal.referred_at
        ) as near (hour)
        where deal.domain_id = one.id and deal.referrer_id is not null
      ) as noted,
      (select min(stored.block) from private.trade_blocks as stored where stored.domain_id = one.id and stored.level = 9) as block
    from public.domains as one
    where one.id = any(domain_ids)
  ), piece as materialized (
    select tenant.id as domain_id, span.place, cut.*
    from tenant
    -- Before the first mark: all that there is.
    cross join lateral (select least(tenant.block, min(dirty.hour) >> 9) << 9 as hour from unnest(tenant.noted) as dirty (hour)) as first
    cross join generate_series(0, cardinality(marks) - 1) as span (place)
    cross join lateral private.hour_pieces(
      coalesce(marks[span.place], least(marks[1], private.hour_time(first.hour))), marks[span.place + 1], tenant.noted
    ) as cut
  ), counted as (
    select piece.place, unnest(stored.cells)::integer as level, unnest(stored.trades) as people
    from piece
    inner join private.trade_blocks as stored
      on piece.domain_id = stored.domain_id and piece.level = stored.level and piece.block = stored.block
    where stored.part = 'referral'
    union all
    select piece.place, fresh.level, fresh.people
    from piece
    cross join lateral private.read_referrals(piece.domain_id, piece.begins_at, piece.ends_at) as fresh
    where piece.level is null
  )
  select counted.place, counted.level, sum(counted.people)::bigint
  from counted
  group by 1, 2;
end;
$$;

comment on function private.count_referral_blocks(uuid [], timestamptz []) is
'How many were brought from each mark to the next, by level, and (level 0) how many brought somebody for the first time ever; place 0: before the first mark. It knows of no stats_valid_from.';

revoke all on function private.count_referral_blocks(uuid [], timestamptz [])
from public, anon, authenticated, service_role;
