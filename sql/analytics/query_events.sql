-- requires: sql/events/counted_events.sql
-- The statement is the same whatever is asked: a dimension that is not wanted is null in every row.
create or replace function private.query_events(
  tenants uuid [],
  from_at timestamptz,
  to_at timestamptz,
  dims text [],
  given jsonb
)
returns table (parts jsonb, events bigint, active_users bigint)
language plpgsql
stable
security invoker
set search_path = ''
set plan_cache_mode = force_custom_plan -- Drops what the filter does not use, and months outside the window.
as $$
begin
  return query
  with grouped as (
    select
      case when 'domain_id' = any(dims) then e.domain_id end as domain_id,
      case when 'name' = any(dims) then e.name end as name,
      case when 'actor_kind' = any(dims) then e.actor_kind end as actor_kind,
      case when 'source' = any(dims) then e.source end as source,
      sum(e.events)::bigint as number,
      count(distinct (e.domain_id, e.actor_id)) filter (where e.actor_kind = 'user') as users
    from private.counted_events as e
    where e.domain_id = any(tenants) and e.occurred_at >= from_at and e.occurred_at < to_at
      and (not given ? 'name' or given -> 'name' ? e.name)
      and (not given ? 'actor_kind' or given -> 'actor_kind' ? e.actor_kind)
      and (not given ? 'source' or given -> 'source' ? e.source)
    group by 1, 2, 3, 4
  )
  select
    (select coalesce(jsonb_object_agg(d.name, to_jsonb(g) -> d.name), '{}') from unnest(dims) as d (name)),
    g.number, g.users
  from grouped as g;
end;
$$;

comment on function private.query_events(uuid [], timestamptz, timestamptz, text [], jsonb) is
'Events of active kinds in a window, divided by these dimensions: a row for each combination that there is. given: for a dimension the values that count.';
revoke all on function private.query_events(uuid [], timestamptz, timestamptz, text [], jsonb)
from public, anon, authenticated, service_role;
