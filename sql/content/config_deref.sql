-- requires: sql/platform/default_privileges.sql
create or replace function private.config_deref(schema jsonb, root jsonb)
returns jsonb
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  if schema = 'true' then
    return '{}';
  end if;
  if schema ? '$ref' then
    return private.config_deref(root #> string_to_array(substr(schema ->> '$ref', 3), '/'), root) || (schema - '$ref');
  end if;
  return schema;
end;
$$;

comment on function private.config_deref(jsonb, jsonb) is
'A schema with the definition that it refers to, which never leads back to itself.';
revoke all on function private.config_deref(jsonb, jsonb)
from public, anon, authenticated, service_role;
