-- requires: sql/platform/default_privileges.sql
-- The role setting is that of the request: a definer function runs as its owner and leaves it alone.
create or replace function private.has_secret_key()
returns boolean
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return current_setting('role') = 'service_role';
end;
$$;

comment on function private.has_secret_key() is
'Whether a worker or a platform calls, with the secret key, and no person.';
revoke all on function private.has_secret_key() from public, anon, authenticated, service_role;
