-- requires: sql/content/read_config.sql sql/content/config_view.sql sql/content/config_schema_shown.sql
create or replace function private.show_config(known public.config_schemas, domain_id uuid, access text)
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  state constant private.config_state := private.read_config(known, show_config.domain_id);
begin
  return jsonb_build_object(
    'slug', known.slug,
    'title', known.title,
    'description', known.description,
    'scope', known.scope,
    'is_feature', known.is_feature,
    'merge_strategy', known.merge_strategy,
    'json_schema', case
      when show_config.access = 'staff' then known.json_schema
      else private.config_schema_shown(known.json_schema, known.json_schema, private.config_default_access(known))
    end,
    'version', state.version,
    'enabled', state.enabled,
    'config', private.config_view(known, state.config, show_config.access),
    'inherited', jsonb_build_object(
      'enabled', state.enabled_below, 'config', private.config_view(known, state.config_below, show_config.access)
    ),
    'in_force', jsonb_build_object(
      'enabled', state.enabled_in_force, 'config', private.config_view(known, state.config_in_force, show_config.access)
    )
  );
end;
$$;

comment on function private.show_config(public.config_schemas, uuid, text) is
'Settings with all that an editor needs, as far as somebody with this access sees it.';
revoke all on function private.show_config(public.config_schemas, uuid, text)
from public, anon, authenticated, service_role;
