-- requires: sql/platform/default_privileges.sql
create or replace function private.fail(
  sqlstate text,
  reason text,
  message text,
  hint text default null
)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  -- RAISE refuses a null option, and an empty hint would reach the client as a hint.
  if fail.hint is null then
    raise exception using errcode = fail.sqlstate, message = fail.message, detail = fail.reason;
  end if;
  raise exception using
    errcode = fail.sqlstate, message = fail.message, detail = fail.reason, hint = fail.hint;
end;
$$;

comment on function private.fail(text, text, text, text) is
'Raises an error. reason is a code from sql/reasons.csv and reaches the client as "details".';

revoke all on function private.fail(text, text, text, text) from public;
grant execute on function private.fail(text, text, text, text) to authenticated, service_role;
