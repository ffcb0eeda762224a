-- requires: sql/content/store_config.sql sql/content/config_staff_part.sql sql/content/require_valid_config.sql
create or replace function private.save_config(
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
  now_in_force jsonb;
begin
  if (save_config.enabled, save_config.config) is not distinct from (state.enabled, state.config) then
    return;
  end if;
  perform private.store_config(
    known, save_config.domain_id, state, save_config.enabled, save_config.config, save_config.access, save_config.reason
  );
  if save_config.access = 'client' then
    now_in_force := (private.read_config(known, save_config.domain_id)).config_in_force;
    -- However a change was dressed up: what is for staff is as it was, in what was set and in what holds.
    if private.config_staff_part(known, now_in_force)
      is distinct from private.config_staff_part(known, state.config_in_force)
      or private.config_staff_part(known, save_config.config) is distinct from private.config_staff_part(known, state.config) then
      perform private.fail(
        '42501', 'STAFF_FIELD', 'this would change what is for staff, as a list does whose items hold such fields'
      );
    end if;
  end if;
  perform private.require_valid_config(known, save_config.domain_id);
end;
$$;

comment on function
private.save_config(public.config_schemas, uuid, private.config_state, boolean, jsonb, text, text) is
'Stores settings if anything changes. Raises what store_config() raises; 42501 / STAFF_FIELD; 22023 / INVALID_CONFIG.';
revoke all on function
private.save_config(public.config_schemas, uuid, private.config_state, boolean, jsonb, text, text)
from public, anon, authenticated, service_role;
