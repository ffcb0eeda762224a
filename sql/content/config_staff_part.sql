-- requires: sql/content/config_part.sql sql/content/config_default_access.sql
create or replace function private.config_staff_part(known public.config_schemas, config jsonb)
returns jsonb
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  return private.config_part(
    known.json_schema, known.json_schema, config, private.config_default_access(known), 'staff'
  );
end;
$$;

comment on function private.config_staff_part(public.config_schemas, jsonb) is
'Of a config, what is for staff; null: nothing.';
revoke all on function private.config_staff_part(public.config_schemas, jsonb)
from public, anon, authenticated, service_role;
