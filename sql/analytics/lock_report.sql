-- requires: sql/analytics/saved_reports.sql sql/identity/current_person_id.sql sql/platform/require_version.sql
create or replace function private.lock_report(domain_id uuid, report_id uuid, expected_version integer default null)
returns public.saved_reports
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  found_one public.saved_reports;
begin
  select r.* into found_one from public.saved_reports as r
  where r.domain_id = lock_report.domain_id and r.id = lock_report.report_id
    and r.owner_id = private.current_person_id()
  for update;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such report of yours');
  end if;
  if expected_version is not null then
    perform private.require_version(expected_version, found_one.version);
  end if;
  return found_one;
end;
$$;

comment on function private.lock_report(uuid, uuid, integer) is
'A report of the caller''s own, locked. Raises P0002, or 40001 where it is not at that version; null asks for none.';
revoke all on function private.lock_report(uuid, uuid, integer) from public, anon, authenticated, service_role;
