-- requires: sql/platform/default_privileges.sql
create or replace function private.config_entry(enabled boolean, config jsonb)
returns jsonb
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  if enabled is null and config = '{}' then
    return null;
  end if;
  return jsonb_build_object('enabled', enabled, 'config', config);
end;
$$;

comment on function private.config_entry(boolean, jsonb) is
'What was set, as documents have it; null: nothing was.';
revoke all on function private.config_entry(boolean, jsonb)
from public, anon, authenticated, service_role;
