create or replace function public.get_config(slug text, domain_id uuid default null)
returns jsonb
language plpgsql
stable
security definer -- definer: who may not see all of a config reads none of the tables
set search_path = ''
as $$
declare
  access constant text := private.config_access('settings.view', get_config.domain_id);
begin
  return private.show_config(private.find_config(get_config.slug, access), get_config.domain_id, access);
end;
$$;

comment on function public.get_config(text, uuid) is
'Settings with all that an editor needs: json_schema; version, enabled and config as they were set, version 0 where nothing was; inherited and in_force, each {enabled, config}. Who does not manage settings gets the fields for clients. slug: the name of the settings. domain_id: the site; null: what is set for all sites. '
'Needs settings.view there. Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND. Example: {"slug": "appearance", "domain_id": "10000000-0000-4000-8000-000000000001"}';
revoke all on function public.get_config(text, uuid)
from public, anon, service_role;
grant execute on function public.get_config(text, uuid) to authenticated;
