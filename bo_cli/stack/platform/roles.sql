-- The roles of a hosted project. Run once in a new cluster, as its superuser (supabase_admin).
-- No passwords here: whoever runs the cluster sets them on the roles that log in
-- (postgres, authenticator, supabase_auth_admin, supabase_storage_admin).

-- What a request may become. They cannot log in and inherit nothing.
create role anon nologin noinherit;
create role authenticated nologin noinherit;
create role service_role nologin noinherit bypassrls;

-- REST connects as this one. It owns nothing, is granted nothing, and may only become the three.
create role authenticator login noinherit;
grant anon, authenticated, service_role to authenticator;

-- Auth and Storage each own their schema and see no other.
create role supabase_auth_admin login noinherit createrole;
create role supabase_storage_admin login noinherit createrole;
grant authenticator to supabase_storage_admin; -- to become the requester, so that policies decide
create role supabase_realtime_admin nologin noinherit;
create role dashboard_user nologin createrole createdb replication;

-- The project's own role: migrations, seeds and tests. As hosted, it is no superuser.
create role postgres login createrole createdb replication bypassrls;
grant anon, authenticated, service_role, authenticator to postgres with admin option;
grant pg_monitor, pg_read_all_data, pg_signal_backend to postgres;
-- Hosted lets postgres write policies on storage.objects by an extension that is not available here.
grant supabase_storage_admin to postgres with inherit true;

-- Limits of a request. REST applies the settings of the role that the request becomes.
alter role anon set statement_timeout = '3s';
alter role authenticated set statement_timeout = '8s';
alter role authenticator set statement_timeout = '8s';
alter role authenticator set lock_timeout = '8s';
alter role supabase_auth_admin set idle_in_transaction_session_timeout = '60s';

alter role postgres set search_path = "$user", public, extensions;
alter role authenticator set search_path = "$user", public, extensions;
alter role supabase_admin set search_path = "$user", public, auth, extensions;
alter role supabase_auth_admin set search_path = auth;
alter role supabase_storage_admin set search_path = storage;
