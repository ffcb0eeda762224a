create or replace function public.delete_dashboard(
  domain_id uuid,
  dashboard_id uuid,
  expected_version integer default null
)
returns void
language plpgsql
volatile
security definer -- definer: nobody holds delete on dashboards
set search_path = ''
as $$
declare
  gone public.dashboards;
begin
  perform private.require('analytics.view', delete_dashboard.domain_id);
  gone := private.lock_dashboard(domain_id, dashboard_id, expected_version);
  delete from public.dashboards as d where d.domain_id = gone.domain_id and d.id = gone.id;
end;
$$;

comment on function public.delete_dashboard(uuid, uuid, integer) is
'Deletes a dashboard of the caller''s own, with its widgets, for everybody. Needs analytics.view. '
'Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND, also for dashboards of others; 40001 STALE_VERSION.';
revoke all on function public.delete_dashboard(uuid, uuid, integer) from public, anon, service_role;
grant execute on function public.delete_dashboard(uuid, uuid, integer) to authenticated;
