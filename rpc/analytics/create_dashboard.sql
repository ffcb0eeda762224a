create or replace function public.create_dashboard(
  domain_id uuid,
  title text,
  visibility text default 'private',
  role_key text default null,
  widgets jsonb default '[]'
)
returns public.dashboards
language plpgsql
volatile
security definer -- definer: nobody holds insert on dashboards
set search_path = ''
as $$
declare
  made public.dashboards;
begin
  perform private.require('analytics.view', create_dashboard.domain_id);
  perform private.check_dashboard(title, visibility, role_key);
  insert into public.dashboards (domain_id, owner_id, title, visibility, role_key)
  values (
    create_dashboard.domain_id, private.current_person_id(), btrim(create_dashboard.title),
    create_dashboard.visibility, create_dashboard.role_key
  )
  returning * into made;
  perform private.store_widgets(made, widgets);
  return made;
end;
$$;

comment on function public.create_dashboard(uuid, text, text, text, jsonb) is
'Makes a dashboard of the caller''s own in a domain; returns it. visibility: private, role (whoever has role_key there sees it) or all who see numbers of the domain. widgets: up to 50 of {metric, title, params, layout}, in their order; metric and params as metric_catalog has them. Needs analytics.view. '
'Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT. Example: {"domain_id": "10000000-0000-4000-8000-000000000001", "title": "Mondays", "widgets": [{"metric": "activity_series", "title": "Active", "params": {"bucket": "week"}}]}';
revoke all on function public.create_dashboard(uuid, text, text, text, jsonb) from public, anon, service_role;
grant execute on function public.create_dashboard(uuid, text, text, text, jsonb) to authenticated;
