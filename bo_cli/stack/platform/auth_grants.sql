-- Who may touch schema auth: Auth itself (it owns it) and postgres, never a requester.
-- Run by `node server.mjs provision` as supabase_auth_admin, last.

do $$
declare
  name text;
begin
  -- Without policies: the owner passes, anyone who is granted by mistake sees nothing.
  for name in select tablename from pg_catalog.pg_tables where schemaname = 'auth' loop
    execute format('alter table auth.%I enable row level security', name);
  end loop;
end
$$;

revoke all on all tables in schema auth from public, anon, authenticated, service_role;
revoke all on all sequences in schema auth from public, anon, authenticated, service_role;
grant select, insert, update, delete, references, trigger on all tables in schema auth to postgres;
grant select on all tables in schema auth to dashboard_user;
