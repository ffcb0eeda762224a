-- requires: sql/content/config_finding.sql sql/content/store_config.sql sql/content/config_prune.sql sql/content/config_changes.sql
create or replace function private.import_config_entry(
  path text,
  known public.config_schemas,
  domain_id uuid,
  enabled boolean,
  config jsonb,
  reason text
)
returns setof private.config_finding
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  state constant private.config_state := private.read_config(known, import_config_entry.domain_id);
  wanted constant jsonb := private.config_prune(
    import_config_entry.config, case known.merge_strategy when 'replace' then state.config_below else '{}' end
  );
begin
  if known.scope = 'global' and import_config_entry.domain_id is not null then
    return next (import_config_entry.path, null, null, 'is set for all sites together')::private.config_finding;
    return;
  elsif not known.is_feature and import_config_entry.enabled is not null then
    return next (import_config_entry.path || '/enabled', null, null, 'cannot be switched')::private.config_finding;
    return;
  end if;
  return query
  select change.path, change.before, change.after, null
  from private.config_changes(
    jsonb_build_object('enabled', state.enabled, 'config', state.config),
    jsonb_build_object('enabled', import_config_entry.enabled, 'config', wanted), import_config_entry.path
  ) as change;
  if found then
    perform private.store_config(
      known, import_config_entry.domain_id, state, import_config_entry.enabled, wanted, 'staff', import_config_entry.reason
    );
  end if;
end;
$$;

comment on function private.import_config_entry(text, public.config_schemas, uuid, boolean, jsonb, text) is
'Stores one entry of a document, and says what it changes, or why it cannot be.';
revoke all on function private.import_config_entry(text, public.config_schemas, uuid, boolean, jsonb, text)
from public, anon, authenticated, service_role;
