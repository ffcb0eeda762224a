create or replace function public.set_config(
  slug text,
  config jsonb,
  expected_version integer,
  domain_id uuid default null,
  is_whole boolean default false,
  reason text default null
)
returns jsonb
language plpgsql
volatile
security definer -- definer: nobody holds a write on the tables
set search_path = ''
as $$
declare
  access constant text := private.config_edit_access(set_config.domain_id);
  known constant public.config_schemas := private.begin_config(set_config.slug, set_config.domain_id, access);
  state constant private.config_state := private.read_config(known, set_config.domain_id);
begin
  perform private.require_version(set_config.expected_version, state.version);
  perform private.save_config(
    known, set_config.domain_id, state, state.enabled,
    private.config_wanted(known, state, set_config.config, coalesce(set_config.is_whole, false), access),
    access, set_config.reason
  );
  return private.show_config(known, set_config.domain_id, access);
end;
$$;

comment on function public.set_config(text, jsonb, integer, uuid, boolean, text) is
'Changes settings and returns them as get_config() does. Who does not manage settings changes the fields for clients, and leaves all others as they are. What holds in the end must suit the schema, at each site. slug: the name of the settings. domain_id: the site; null: all sites together. config: a JSON Merge Patch (RFC 7396), where null takes back what was set, so that it is inherited again. is_whole: config is all that is to be set. expected_version: that of get_config(), 0 at first. reason: kept with the version. '
'Needs settings.edit at the site; for all sites, and for fields for staff, settings.manage. '
'Errors: 42501 PERMISSION_DENIED, STAFF_FIELD; P0002 NOT_FOUND; 40001 STALE_VERSION; 22023 INVALID_INPUT, INVALID_CONFIG (the message begins with the JSON Pointer of the bad value; the hint has further ones). Example: {"slug": "privacy", "config": {"retention_days": 90}, "expected_version": 0, "domain_id": "10000000-0000-4000-8000-000000000001"}';
revoke all on function public.set_config(text, jsonb, integer, uuid, boolean, text)
from public, anon, service_role;
grant execute on function public.set_config(text, jsonb, integer, uuid, boolean, text) to authenticated;
