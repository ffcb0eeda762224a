create or replace function public.delete_report(
  domain_id uuid,
  report_id uuid,
  expected_version integer default null
)
returns void
language plpgsql
volatile
security definer -- definer: nobody holds delete on saved_reports
set search_path = ''
as $$
declare
  gone public.saved_reports;
begin
  perform private.require('analytics.view', delete_report.domain_id);
  gone := private.lock_report(domain_id, report_id, expected_version);
  delete from public.saved_reports as r where r.domain_id = gone.domain_id and r.id = gone.id;
end;
$$;

comment on function public.delete_report(uuid, uuid, integer) is
'Deletes a report of the caller''s own, with its schedule, for everybody. Needs analytics.view. '
'Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND, also for reports of others; 40001 STALE_VERSION.';
revoke all on function public.delete_report(uuid, uuid, integer) from public, anon, service_role;
grant execute on function public.delete_report(uuid, uuid, integer) to authenticated;
