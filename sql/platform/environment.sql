-- requires: sql/platform/deployment.sql
-- A database that nobody has named is taken for production: every relaxation then stays off.
-- definer: reads deployment, which is granted to nobody.
create or replace function private.environment()
returns text
language plpgsql
stable
parallel safe
security definer
set search_path = ''
as $$
begin
  return coalesce((select deployment.environment from private.deployment), 'production');
end;
$$;

comment on function private.environment() is
'local, test, staging or production: the row of private.deployment; production without one.';

revoke all on function private.environment() from public;
grant execute on function private.environment() to authenticated, service_role;
