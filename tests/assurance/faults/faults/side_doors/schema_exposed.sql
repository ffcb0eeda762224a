-- PostgREST is told to serve the helpers' schema as well.
-- class: side doors
-- exploit: stan calls helpers and reads rollups that were never meant to be an API.
-- as: owner
-- try: select from pg_catalog.pg_db_role_setting where array_to_string(setconfig, ' ') like '%pgrst.db_schemas=%private%' and setdatabase = (select oid from pg_catalog.pg_database where datname = current_database())
-- run by: superuser
-- caught by: lint
do $$
begin
  execute format(
    'alter role authenticator in database %I set pgrst.db_schemas = %L',
    current_database(), 'public, private'
  );
end
$$;
