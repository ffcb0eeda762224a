-- requires: sql/analytics/dashboards.sql sql/identity/current_person_id.sql sql/platform/require_version.sql
create or replace function private.lock_dashboard(domain_id uuid, dashboard_id uuid, expected_version integer)
returns public.dashboards
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  found_one public.dashboards;
begin
  select d.* into found_one from public.dashboards as d
  where d.domain_id = lock_dashboard.domain_id and d.id = lock_dashboard.dashboard_id
    and d.owner_id = private.current_person_id()
  for update;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such dashboard of yours');
  end if;
  if expected_version is not null then
    perform private.require_version(expected_version, found_one.version);
  end if;
  return found_one;
end;
$$;

comment on function private.lock_dashboard(uuid, uuid, integer) is
'A dashboard of the caller''s own, locked. Raises P0002, or 40001 where it is not at that version; null asks for none.';
revoke all on function private.lock_dashboard(uuid, uuid, integer) from public, anon, authenticated, service_role;
