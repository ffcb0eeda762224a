-- requires: sql/platform/default_privileges.sql
create or replace function private.read_webhook_body(body bytea)
returns jsonb
language plpgsql
immutable
security invoker
set search_path = ''
as $$
declare
  found jsonb;
begin
  found := convert_from(body, 'UTF8')::jsonb;
  return case jsonb_typeof(found) when 'object' then found end;
exception
  when data_exception then
    return null;
end;
$$;

comment on function private.read_webhook_body(bytea) is 'The JSON object that these bytes are; null for anything else.';
revoke all on function private.read_webhook_body(bytea) from public, anon, authenticated, service_role;
