-- sql/platform/schemas.sql
-- private holds what only our own functions touch: the API exposes public and nothing else.
create schema if not exists private;
comment on schema private is 'Helpers, rollups and queues. Never exposed through the API.';

-- anon needs to name one function in it, private.begin_request(); execute is granted one by one.
revoke all on schema private from public;
grant usage on schema private to anon, authenticated, service_role;

create schema if not exists extensions;
grant usage on schema extensions to anon, authenticated, service_role;

-- sql/platform/extensions.sql
-- requires: sql/platform/schemas.sql
create extension if not exists btree_gin with schema extensions;
create extension if not exists btree_gist with schema extensions;
create extension if not exists citext with schema extensions;
create extension if not exists pg_trgm with schema extensions;
create extension if not exists pgcrypto with schema extensions;
create extension if not exists unaccent with schema extensions;

-- sql/platform/default_privileges.sql
-- requires: sql/platform/extensions.sql
-- After the extensions: their functions keep EXECUTE for everyone, ours never have it.
-- Without `in schema`, because the form with it has no effect on PUBLIC.
alter default privileges revoke execute on functions from public;

-- A hosted project may still carry the old defaults that opened every new object in public.
alter default privileges in schema public revoke all on tables
from anon, authenticated, service_role;
alter default privileges in schema public revoke all on sequences
from anon, authenticated, service_role;
alter default privileges in schema public revoke all on functions
from anon, authenticated, service_role;

revoke create on schema public from public;

-- sql/platform/new_id.sql
-- requires: sql/platform/default_privileges.sql
-- Time-ordered ids keep inserts at the right edge of the index; v4 ids scatter over all of it.
-- A v4 uuid with its first 48 bits replaced by milliseconds and its version nibble raised 4 -> 7.
create or replace function private.new_id()
returns uuid
language plpgsql
volatile
parallel safe
security invoker
set search_path = ''
as $$
declare
  milliseconds bigint := floor(extract(epoch from clock_timestamp()) * 1000);
  bytes bytea := uuid_send(gen_random_uuid());
begin
  bytes := overlay(bytes placing substring(int8send(milliseconds) from 3) from 1 for 6);
  bytes := set_bit(set_bit(bytes, 52, 1), 53, 1);
  return encode(bytes, 'hex')::uuid;
end;
$$;

comment on function private.new_id() is
'A new uuid, version 7: sorts by the time of its making, to the millisecond.';

revoke all on function private.new_id() from public;
grant execute on function private.new_id() to authenticated, service_role;

-- sql/platform/touch_row.sql
-- requires: sql/platform/default_privileges.sql
-- The table keeps its own version, so no writer can forget it and no client can choose it.
create or replace function private.touch_row()
returns trigger
language plpgsql
security invoker
set search_path = ''
as $$
begin
  new.updated_at := now();
  new.version := old.version + 1;
  return new;
end;
$$;

comment on function private.touch_row() is
'Row trigger before update: sets updated_at and raises version by one.';

revoke all on function private.touch_row() from public;

-- sql/platform/fail.sql
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

-- sql/platform/require_version.sql
-- requires: sql/platform/fail.sql
create or replace function private.require_version(expected integer, actual integer)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  if require_version.expected is distinct from require_version.actual then
    perform private.fail(
      '40001', 'STALE_VERSION',
      format('the row is at version %s, not %s', actual, coalesce(expected::text, 'null')),
      'Read the row again, merge, and retry with its version.'
    );
  end if;
end;
$$;

comment on function private.require_version(integer, integer) is
'Raises 40001 / STALE_VERSION unless the version that the caller read is the row''s version now.';

revoke all on function private.require_version(integer, integer) from public;
grant execute on function private.require_version(integer, integer) to authenticated, service_role;

-- sql/platform/deployment.sql
-- requires: sql/platform/default_privileges.sql
-- A table and no setting: any session may set a custom parameter for itself, and a hosted project
-- lets nobody set one for the database.
-- One row at most: the primary key admits only true.
create table private.deployment (
  id boolean not null default true constraint deployment_pkey primary key,
  environment text not null,
  created_at timestamptz not null default now(),
  constraint deployment_id_check check (id),
  constraint deployment_environment_check
  check (environment in ('local', 'test', 'staging', 'production'))
);
alter table private.deployment enable row level security;

comment on table private.deployment is
'What this database is: one row, written by whoever installs it. Without a row it is production.';

revoke all on private.deployment from public, anon, authenticated, service_role;

-- sql/platform/environment.sql
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

-- sql/platform/bad_input.sql
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

-- sql/platform/is_valid_input.sql
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

revoke all on function private.is_valid_input(text, text) from public;
grant execute on function private.is_valid_input(text, text) to authenticated, service_role;

-- sql/platform/is_time_zone.sql
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
