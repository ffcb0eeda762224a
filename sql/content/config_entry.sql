-- requires: sql/content/config_state.sql
create or replace function private.config_entry(state private.config_state)
returns jsonb
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  if state.enabled is null and state.config = '{}' then
    return null;
  end if;
  return jsonb_build_object('enabled', state.enabled, 'config', state.config);
end;
$$;

comment on function private.config_entry(private.config_state) is
'What was set, as documents have it; null: nothing was.';
revoke all on function private.config_entry(private.config_state)
from public, anon, authenticated, service_role;
