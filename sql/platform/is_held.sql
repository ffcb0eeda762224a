-- requires: sql/platform/held_domains.sql sql/events/event_log.sql
create or replace function private.is_held(from_at timestamptz, to_at timestamptz)
returns boolean
language plpgsql
stable
security invoker
set search_path = ''
set plan_cache_mode = force_custom_plan -- Leaves out the other months.
as $$
declare
  held constant uuid [] := private.held_domains();
begin
  return exists (
    select from public.event_log as e
    where e.domain_id = any(held) and e.occurred_at >= from_at and e.occurred_at < to_at
  );
end;
$$;

comment on function private.is_held(timestamptz, timestamptz) is
'Whether a time has events of a domain of which no history goes for now: the months of all domains are one table.';
revoke all on function private.is_held(timestamptz, timestamptz) from public, anon, authenticated, service_role;
