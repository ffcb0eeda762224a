-- requires: sql/platform/fail.sql
create or replace function private.bad_input(field text, message text)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  perform private.fail('22023', 'INVALID_INPUT', bad_input.field || ': ' || bad_input.message);
end;
$$;

comment on function private.bad_input(text, text) is
'Raises 22023 / INVALID_INPUT; the message starts with the name of the field.';

revoke all on function private.bad_input(text, text) from public;
grant execute on function private.bad_input(text, text) to authenticated, service_role;
