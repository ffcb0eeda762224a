-- PostgREST shows the plans of requests (Accept: application/vnd.pgrst.plan): estimates of all rows.
-- class: oracles
-- exploit: stan asks for the plan of a query and reads how many rows other teams have.
-- as: owner
-- try: select from pg_catalog.pg_db_role_setting where 'pgrst.db_plan_enabled=true' = any(setconfig) and setdatabase = (select oid from pg_catalog.pg_database where datname = current_database())
-- run by: superuser
-- caught by: lint
do $$
begin
  execute format(
    'alter role authenticator in database %I set pgrst.db_plan_enabled = true', current_database()
  );
end
$$;
