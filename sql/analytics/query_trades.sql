-- requires: sql/analytics/counted_trades.sql
-- The statement is the same whatever is asked: a dimension that is not wanted is null in every row.
create or replace function private.query_trades(
  tenants uuid [],
  from_at timestamptz,
  to_at timestamptz,
  dims text [],
  given jsonb
)
returns table (parts jsonb, transactions bigint, volume_usd_minor numeric, traders bigint)
language plpgsql
stable
security invoker
set search_path = ''
set plan_cache_mode = force_custom_plan -- Drops what the filter does not use.
as $$
begin
  return query
  with grouped as (
    select
      case when 'domain_id' = any(dims) then t.domain_id end as domain_id,
      case when 'order_type' = any(dims) then t.order_type end as order_type,
      case when 'side' = any(dims) then t.side end as side,
      case when 'provider' = any(dims) then t.provider end as provider,
      case when 'token_id' = any(dims) then t.token_id end as token_id,
      case when 'is_referred' = any(dims) then t.depth > 0 end as is_referred,
      case when 'venue' = any(dims) then t.venue end as venue,
      case when 'cohort_id' = any(dims) then member.cohort_id end as cohort_id,
      count(*) as number, sum(t.volume_usd_minor) as volume, count(distinct (t.domain_id, t.platform_user_id)) as users
    from private.counted_trades as t
    -- A trade of a user in two cohorts is in both: only where cohorts are asked for.
    left join public.cohort_members as member
      on
        'cohort_id' = any(dims) and t.domain_id = member.domain_id
        and t.platform_user_id = member.platform_user_id and member.valid @> t.happened_at
    where t.domain_id = any(tenants) and t.happened_at >= from_at and t.happened_at < to_at and t.status = 'confirmed'
      and (not given ? 'order_type' or given -> 'order_type' ? t.order_type)
      and (not given ? 'side' or given -> 'side' ? t.side)
      and (not given ? 'provider' or given -> 'provider' ? t.provider)
      and (not given ? 'token_id' or given -> 'token_id' ? t.token_id::text)
      and (not given ? 'is_referred' or (given -> 'is_referred')::boolean = (t.depth > 0))
      and (not given ? 'venue' or given -> 'venue' ? t.venue)
      and (not given ? 'cohort_id' or case when 'cohort_id' = any(dims) then given -> 'cohort_id' ? member.cohort_id::text
        else exists (
          select from public.cohort_members as m
          where m.domain_id = t.domain_id and m.platform_user_id = t.platform_user_id and m.valid @> t.happened_at
            and given -> 'cohort_id' ? m.cohort_id::text
        ) end)
    group by 1, 2, 3, 4, 5, 6, 7, 8
  )
  select
    (select coalesce(jsonb_object_agg(d.name, to_jsonb(g) -> d.name), '{}') from unnest(dims) as d (name)),
    g.number, g.volume, g.users
  from grouped as g;
end;
$$;

comment on function private.query_trades(uuid [], timestamptz, timestamptz, text [], jsonb) is
'Confirmed trades of a window, divided by these dimensions: a row for each combination that there is. given: for a dimension the values that count.';
revoke all on function private.query_trades(uuid [], timestamptz, timestamptz, text [], jsonb)
from public, anon, authenticated, service_role;
