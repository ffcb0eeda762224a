-- requires: sql/platform/bad_input.sql
-- The table checks the same again; here the answer names the field.
create or replace function private.check_client(name text, plan text, status text)
returns void
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  if length(btrim(name)) not between 1 and 200 then
    perform private.bad_input('name', '1 to 200 characters');
  end if;
  if plan !~ '^[a-z][a-z0-9_]{0,62}$' then
    perform private.bad_input('plan', 'a short name such as standard');
  end if;
  if status not in ('trial', 'active', 'suspended') then
    perform private.bad_input('status', 'trial, active or suspended');
  end if;
end;
$$;

comment on function private.check_client(text, text, text) is
'Raises 22023 INVALID_INPUT for the first field of a client that is malformed; null is always well.';

revoke all on function private.check_client(text, text, text) from public;
grant execute on function private.check_client(text, text, text) to authenticated;
