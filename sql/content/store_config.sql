-- requires: sql/content/read_config.sql sql/identity/current_person_id.sql sql/platform/require_version.sql sql/platform/bad_input.sql
create or replace function private.store_config(
  known public.config_schemas,
  domain_id uuid,
  state private.config_state,
  enabled boolean,
  config jsonb,
  access text,
  reason text
)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  next_version constant integer := state.version + 1;
  said constant text := nullif(btrim(store_config.reason), '');
  author constant uuid := private.current_person_id();
begin
  if octet_length(store_config.config::text) > 65536 then
    perform private.bad_input('config', 'at most 64 KiB');
  elsif length(said) > 500 then
    perform private.bad_input('reason', 'at most 500 characters');
  end if;
  if store_config.domain_id is null then
    insert into public.config_globals (slug, version, enabled, config, reason, changed_as, changed_by)
    values (known.slug, next_version, store_config.enabled, store_config.config, said, store_config.access, author);
  else
    insert into public.config_values (domain_id, slug, version, enabled, config, reason, changed_as, changed_by)
    values (
      store_config.domain_id, known.slug, next_version, store_config.enabled, store_config.config, said,
      store_config.access, author
    );
  end if;
exception
  when unique_violation then
    perform private.require_version(state.version, next_version);
end;
$$;

comment on function
private.store_config(public.config_schemas, uuid, private.config_state, boolean, jsonb, text, text) is
'Adds a version to the settings of a site, or of all sites. Raises 22023 / INVALID_INPUT; 40001 / STALE_VERSION where somebody else was first.';
revoke all on function
private.store_config(public.config_schemas, uuid, private.config_state, boolean, jsonb, text, text)
from public, anon, authenticated, service_role;
