create or replace function public.revert_config(
  slug text,
  version integer,
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
  access constant text := private.config_edit_access(revert_config.domain_id);
  known constant public.config_schemas := private.begin_config(revert_config.slug, revert_config.domain_id, access);
  state constant private.config_state := private.read_config(known, revert_config.domain_id);
  earlier record;
begin
  perform private.require_version(revert_config.expected_version, state.version);
  select past.enabled, past.config into earlier
  from private.config_versions(known.slug, revert_config.domain_id) as past
  where past.version = revert_config.version;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such version');
  end if;
  -- Whoever may not switch the feature brings back the settings alone.
  if access = 'client' and private.config_toggle_access(known) = 'staff' then
    earlier.enabled := state.enabled;
  end if;
  perform private.save_config(
    known, revert_config.domain_id, state, earlier.enabled,
    private.config_wanted(known, state, private.config_view(known, earlier.config, access), true, access),
    access, revert_config.reason
  );
  return private.show_config(known, revert_config.domain_id, access);
end;
$$;

comment on function public.revert_config(text, integer, integer, uuid, text) is
'Sets again what an earlier version says, as a new version, and returns the settings as get_config() does. Who does not manage settings brings back the fields for clients. slug: the name of the settings. version: the one to bring back, from config_history(). expected_version: the newest. domain_id: the site; null: all sites together. reason: kept with the version. '
'Needs what set_config() needs. Errors: 42501 PERMISSION_DENIED, STAFF_FIELD; P0002 NOT_FOUND; 40001 STALE_VERSION; 22023 INVALID_INPUT, INVALID_CONFIG. Example: {"slug": "appearance", "version": 1, "expected_version": 2, "domain_id": "10000000-0000-4000-8000-000000000001"}';
revoke all on function public.revert_config(text, integer, integer, uuid, text)
from public, anon, service_role;
grant execute on function public.revert_config(text, integer, integer, uuid, text) to authenticated;
