create or replace function public.update_dashboard(
  domain_id uuid,
  dashboard_id uuid,
  title text default null,
  visibility text default null,
  role_key text default null,
  widgets jsonb default null,
  expected_version integer default null
)
returns public.dashboards
language plpgsql
volatile
security definer -- definer: nobody holds update on dashboards
set search_path = ''
as $$
declare
  changed public.dashboards;
begin
  perform private.require('analytics.view', update_dashboard.domain_id);
  changed := private.lock_dashboard(domain_id, dashboard_id, expected_version);
  changed.title := coalesce(btrim(update_dashboard.title), changed.title);
  if update_dashboard.visibility is not null then
    changed.visibility := update_dashboard.visibility;
    changed.role_key := update_dashboard.role_key;
  elsif update_dashboard.role_key is not null then
    changed.role_key := update_dashboard.role_key;
  end if;
  perform private.check_dashboard(changed.title, changed.visibility, changed.role_key);
  -- New widgets are another version of it, too.
  update public.dashboards as d
  set title = changed.title, visibility = changed.visibility, role_key = changed.role_key
  where d.domain_id = changed.domain_id and d.id = changed.id
  returning d.* into changed;
  if widgets is not null then
    perform private.store_widgets(changed, widgets);
  end if;
  return changed;
end;
$$;

comment on function public.update_dashboard(uuid, uuid, text, text, text, jsonb, integer) is
'Changes a dashboard of the caller''s own; returns it. null leaves things as they are. visibility: private, role or all; role_key goes with role. widgets: all that it is to have from now on, in this order; those that it keeps with their id. Needs analytics.view. '
'Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND, also for dashboards of others; 40001 STALE_VERSION; 22023 INVALID_INPUT.';
revoke all on function public.update_dashboard(uuid, uuid, text, text, text, jsonb, integer)
from public, anon, service_role;
grant execute on function public.update_dashboard(uuid, uuid, text, text, text, jsonb, integer) to authenticated;
