create or replace function public.list_configs(domain_id uuid default null)
returns table (
  slug text,
  title text,
  description text,
  scope text,
  is_feature boolean,
  is_enabled boolean,
  enabled boolean,
  is_set boolean,
  version integer,
  may_switch boolean
)
language plpgsql
stable
security definer -- definer: who may not see all of a config reads none of the tables
set search_path = ''
as $$
declare
  level constant text := private.config_access('settings.view', list_configs.domain_id);
  may_edit constant boolean := private.holds('settings.manage')
    or list_configs.domain_id = any(private.domains_with('settings.edit'));
begin
  return query
  select
    known.slug, known.title, known.description, known.scope, known.is_feature, state.enabled_in_force, state.enabled,
    private.config_view(known, state.config, level) <> '{}', state.version,
    known.is_feature and coalesce(may_edit, false)
    and (known.scope = 'website' or list_configs.domain_id is null)
    and (level = 'staff' or private.config_toggle_access(known) = 'client')
  from public.config_schemas as known
  cross join lateral private.read_config(known, list_configs.domain_id) as state
  where level = 'staff' or known.access <> 'staff'
  order by known.slug;
end;
$$;

comment on function public.list_configs(uuid) is
'Every group of settings that the caller may know of, by slug: is_enabled is what holds, enabled what was set here (null inherits), is_set whether anything else was, may_switch whether the caller may call set_feature(). domain_id: the site; null: all sites together. '
'Needs settings.view there. Errors: 42501 PERMISSION_DENIED. Example: {"domain_id": "10000000-0000-4000-8000-000000000001"}';
revoke all on function public.list_configs(uuid)
from public, anon, service_role;
grant execute on function public.list_configs(uuid) to authenticated;
