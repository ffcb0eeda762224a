-- requires: sql/analytics/counted_referrals.sql
-- The one place that says what numbers of referrals the rollup counts. A line of two or three begins with the latest of
-- theirs, so whoever was brought in that time stands in it.
create or replace function private.read_referrals(domain_id uuid, from_at timestamptz, to_at timestamptz)
returns table (level integer, people bigint)
language plpgsql
stable
security invoker
rows 4
set search_path = ''
set plan_cache_mode = force_generic_plan -- Looks up keys, whatever the time.
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
set jit = off
as $$
begin
  return query
  with fresh as materialized (
    select brought.platform_user_id, brought.ancestor_id
    from private.counted_referrals as brought
    where
      brought.domain_id = read_referrals.domain_id and brought.level = 1
      and brought.referred_at >= from_at and brought.referred_at < to_at
  ), concerned as materialized (
    select fresh.platform_user_id from fresh
    union
    select below.platform_user_id
    from fresh
    -- With offset each is looked up by its key: else the planner would find all lines of the domain first.
    cross join lateral (
      select line.platform_user_id from private.counted_referrals as line
      where line.domain_id = read_referrals.domain_id and line.ancestor_id = fresh.platform_user_id
      offset 0
    ) as below
  )
  select brought.level, count(*)
  from concerned
  cross join lateral (
    select line.level, line.referred_at from private.counted_referrals as line
    where line.domain_id = read_referrals.domain_id and line.platform_user_id = concerned.platform_user_id
    offset 0
  ) as brought
  where brought.referred_at >= from_at and brought.referred_at < to_at
  group by brought.level
  union all
  select 0, count(*)
  from (select distinct fresh.ancestor_id as id from fresh) as host
  where not exists (
    select from private.counted_referrals as earlier
    where
      earlier.domain_id = read_referrals.domain_id and earlier.ancestor_id = host.id and earlier.level = 1
      and earlier.referred_at < from_at
    offset 0
  )
  having count(*) > 0;
end;
$$;

comment on function private.read_referrals(uuid, timestamptz, timestamptz) is
'What private.trade_blocks holds of referrals, for any time, from the users themselves: how many came to stand below one, two and three others (level), and (level 0) how many brought somebody for the first time ever.';

revoke all on function private.read_referrals(uuid, timestamptz, timestamptz)
from public, anon, authenticated, service_role;
