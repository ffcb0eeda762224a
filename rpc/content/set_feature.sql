create or replace function public.set_feature(
  slug text,
  enabled boolean,
  expected_version integer,
  domain_id uuid default null,
  reason text default null
)
returns jsonb
language plpgsql
volatile
security definer -- definer: nobody holds a write on the tables
set search_path = ''
as $$
declare
  access constant text := private.config_edit_access(set_feature.domain_id);
  known constant public.config_schemas := private.begin_config(set_feature.slug, set_feature.domain_id, access);
  state constant private.config_state := private.read_config(known, set_feature.domain_id);
begin
  if not known.is_feature then
    perform private.bad_input('slug', 'these settings cannot be switched off');
  elsif access = 'client' and private.config_toggle_access(known) = 'staff' then
    perform private.fail('42501', 'STAFF_FIELD', 'enabled: this feature is switched by staff');
  end if;
  perform private.require_version(set_feature.expected_version, state.version);
  perform private.save_config(
    known, set_feature.domain_id, state, set_feature.enabled, state.config, access, set_feature.reason
  );
  return private.show_config(known, set_feature.domain_id, access);
end;
$$;

comment on function public.set_feature(text, boolean, integer, uuid, text) is
'Switches a feature and returns its settings as get_config() does. slug: the name of the settings. enabled: on, off, or null, which inherits. domain_id: the site; null: all sites that have not decided. expected_version: that of get_config(), 0 at first. reason: kept with the version. '
'Needs settings.edit at the site; for all sites, and for features that staff switches, settings.manage. '
'Errors: 42501 PERMISSION_DENIED, STAFF_FIELD; P0002 NOT_FOUND; 40001 STALE_VERSION; 22023 INVALID_INPUT. Example: {"slug": "handoff", "enabled": true, "expected_version": 0, "domain_id": "10000000-0000-4000-8000-000000000001"}';
revoke all on function public.set_feature(text, boolean, integer, uuid, text)
from public, anon, service_role;
grant execute on function public.set_feature(text, boolean, integer, uuid, text) to authenticated;
