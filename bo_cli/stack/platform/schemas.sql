-- Schemas, extensions and owners of a hosted project's database. Run once in the platform
-- database, as the superuser. Auth and Storage then make their own tables (`server.mjs provision`).

do $$
begin
  execute format('grant create, connect, temporary on database %I to postgres', current_database());
end
$$;

alter schema public owner to postgres;
revoke all on schema public from public;
-- supabase_auth_admin: Auth calls hooks that a project keeps in public. It may execute only those
-- that the project grants to it.
grant usage on schema public to anon, authenticated, service_role, supabase_auth_admin;

create schema extensions authorization postgres;
grant usage on schema extensions to anon, authenticated, service_role, supabase_auth_admin;
create extension pgcrypto schema extensions;
create extension "uuid-ossp" schema extensions;
create extension pg_stat_statements schema extensions;
-- Made here because only a superuser may: the policy suite needs it in every test database.
create extension pgtap schema extensions;

create schema auth authorization supabase_auth_admin;
grant usage on schema auth to postgres, anon, authenticated, service_role, dashboard_user;
create schema storage authorization supabase_storage_admin;
grant usage on schema storage to postgres, anon, authenticated, service_role, dashboard_user;

-- Only while Auth and Storage make their tables; after_provision.sql takes it back. Both ask for
-- their schema again, and Storage makes the JWT helpers in auth as well.
do $$
begin
  execute format(
    'grant create on database %I to supabase_auth_admin, supabase_storage_admin',
    current_database()
  );
end
$$;
grant supabase_auth_admin to supabase_storage_admin with inherit true;
