-- requires: sql/platform/default_privileges.sql
-- pg_input_is_valid() came with Postgres 16; before it only trying tells. Each branch is planned when
-- it is reached, so that each version sees only what it knows.
create or replace function private.is_valid_input(value text, type_name text)
returns boolean
language plpgsql
stable
strict
security invoker
set search_path = ''
as $$
begin
  if current_setting('server_version_num')::integer >= 160000 then
    -- Given the bare parameter, it would keep the type of its first call for the whole session.
    return pg_input_is_valid(value, type_name || '');
  end if;
  begin
    execute format('select %L::%s', value, type_name::regtype);
    return true;
  exception
    when data_exception then
      return false;
  end;
end;
$$;

comment on function private.is_valid_input(text, text) is
'Whether a cast of the value to the type would work; null for null. type_name: with its schema, unless pg_catalog.';

revoke all on function private.is_valid_input(text, text) from public, anon, authenticated, service_role;
