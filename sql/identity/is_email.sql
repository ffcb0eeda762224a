-- requires: sql/platform/default_privileges.sql
-- One address: a mail program would take a comma or a bracket for the start of another.
create or replace function private.is_email(value text)
returns boolean
language plpgsql
immutable
strict
parallel safe
security invoker
set search_path = ''
as $$
begin
  return length(value) <= 254
    and value ~ '^[^][@[:space:],;:<>()"\\]+@[^][@[:space:],;:<>()"\\]+\.[^][@[:space:],;:<>()"\\]+$';
end;
$$;

comment on function private.is_email(text) is
'Whether it looks like one e-mail address that can be written to; null for null.';
revoke all on function private.is_email(text) from public, anon, authenticated, service_role;
