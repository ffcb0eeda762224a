-- requires: sql/content/config_view.sql sql/content/config_staff_part.sql sql/content/config_patch.sql sql/content/config_prune.sql sql/content/config_rejoin.sql sql/content/config_leaf.sql sql/content/read_config.sql sql/platform/bad_input.sql
create or replace function private.config_wanted(
  known public.config_schemas,
  state private.config_state,
  config jsonb,
  is_whole boolean,
  access text
)
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  shown constant jsonb := private.config_view(known, state.config, config_wanted.access);
  wanted jsonb := case when is_whole then config_wanted.config else private.config_patch(shown, config_wanted.config) end;
  hidden jsonb;
begin
  if jsonb_typeof(config_wanted.config) is distinct from 'object' then
    perform private.bad_input('config', 'must be an object');
  end if;
  if config_wanted.access = 'client' then
    -- What is not shown gets the same answer as what there is not.
    hidden := private.config_staff_part(known, wanted);
    if hidden is not null then
      perform private.fail('22023', 'INVALID_CONFIG', private.config_leaf(hidden) || ': is not known');
    end if;
    wanted := private.config_rejoin(
      known.json_schema, known.json_schema, state.config, wanted, private.config_default_access(known)
    );
  end if;
  return private.config_prune(
    wanted, case known.merge_strategy when 'replace' then state.config_below else '{}' end
  );
end;
$$;

comment on function private.config_wanted(public.config_schemas, private.config_state, jsonb, boolean, text) is
'The config that a change makes of what was set: a patch of what the caller sees, or all of it, with what is not shown left as it is. Raises 22023 / INVALID_CONFIG where it names what is not for the caller.';
revoke all on function private.config_wanted(public.config_schemas, private.config_state, jsonb, boolean, text)
from public, anon, authenticated, service_role;
