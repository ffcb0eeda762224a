create or replace function public.resolve_config(slug text, domain_id uuid default null)
returns jsonb
language plpgsql
stable
security definer -- definer: who may not see all of a config reads none of the tables
set search_path = ''
as $$
declare
  access constant text := private.config_access('settings.view', resolve_config.domain_id);
  known constant public.config_schemas := private.find_config(resolve_config.slug, access);
  state constant private.config_state := private.read_config(known, resolve_config.domain_id);
begin
  return jsonb_build_object(
    'enabled', state.enabled_in_force, 'config', private.config_view(known, state.config_in_force, access)
  );
end;
$$;

comment on function public.resolve_config(text, uuid) is
'What holds at a site, {"enabled": true, "config": {...}}: the default, over it what was set for all sites, over that what was set for the site; null inherits. Who does not manage settings gets the fields for clients. slug: the name of the settings. domain_id: the site; null: what holds where a site has set nothing. '
'Needs settings.view there, or the secret key. Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND. Example: {"slug": "appearance", "domain_id": "10000000-0000-4000-8000-000000000001"}';
revoke all on function public.resolve_config(text, uuid)
from public, anon;
grant execute on function public.resolve_config(text, uuid) to authenticated, service_role;
