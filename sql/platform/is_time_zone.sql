-- requires: sql/platform/default_privileges.sql
-- Postgres is asked by using the name, because pg_timezone_names reads every zone's file: 40 ms.
-- It would also take abbreviations (PST) and POSIX rules (FOO5) for zones; the form leaves those out.
create or replace function private.is_time_zone(name text)
returns boolean
language plpgsql
stable
strict
security invoker
set search_path = ''
as $$
begin
  if name <> 'UTC' and name !~ '^[A-Za-z_]+(/[A-Za-z0-9_+-]+)+$' then
    return false;
  end if;
  perform now() at time zone name;
  return true;
exception
  when invalid_parameter_value then
    return false;
end;
$$;

comment on function private.is_time_zone(text) is
'Whether this is an IANA name such as Europe/Paris, or UTC. Null for null.';

revoke all on function private.is_time_zone(text) from public;
grant execute on function private.is_time_zone(text) to authenticated, service_role;
