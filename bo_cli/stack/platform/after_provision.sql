-- What follows the tables of Auth and Storage. Run once in the platform database, as the superuser.

do $$
begin
  execute format(
    'revoke create on database %I from supabase_auth_admin, supabase_storage_admin',
    current_database()
  );
end
$$;
revoke supabase_auth_admin from supabase_storage_admin;

create publication supabase_realtime;
alter publication supabase_realtime owner to postgres;

-- REST keeps the schema in memory; changes to it are announced on the channel that PostgREST uses.
create function extensions.pgrst_schema_changed()
returns event_trigger
language plpgsql
set search_path = ''
as $$
begin
  notify pgrst, 'reload schema';
end
$$;

create event trigger pgrst_ddl_watch on ddl_command_end
execute function extensions.pgrst_schema_changed();
create event trigger pgrst_drop_watch on sql_drop
execute function extensions.pgrst_schema_changed();
