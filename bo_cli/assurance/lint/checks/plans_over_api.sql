-- The API shows the plans of requests.
-- severity: warning
-- why: A plan's estimates are those of all rows, also of the hidden ones.
-- mend: alter role authenticator reset pgrst.db_plan_enabled.
select
  'role' as kind,
  null as schema,
  coalesce(pg_roles.rolname::text, 'every role') as name,
  null as part,
  setting as detail
from pg_catalog.pg_db_role_setting
left join pg_catalog.pg_roles on pg_roles.oid = pg_db_role_setting.setrole
cross join unnest(pg_db_role_setting.setconfig) as setting
where
  setting ~* '^pgrst\.db_plan_enabled=(true|on|1|yes)$'
  and pg_db_role_setting.setdatabase in (
    0, (select pg_database.oid from pg_catalog.pg_database where pg_database.datname = current_database())
  )
