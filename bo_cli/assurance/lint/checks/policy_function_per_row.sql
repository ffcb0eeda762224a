-- A policy calls a function once a row.
-- severity: warning
-- why: A helper that looks memberships up costs its time for every row that a statement touches: seconds instead of milliseconds on a large table.
-- mend: let it return the caller's tenants and wrap it: team_id = any((select private.my_teams())::uuid[]). A sub-select without the row's columns runs once.
-- agrees: pgrls/PERF004
select distinct
  'policy' as kind,
  policies.schema,
  policies.table_name as name,
  policies.name as part,
  format('%s.%s is not inside a sub-select', functions.schema, functions.name) as detail
from policies
inner join pg_catalog.pg_depend
  on pg_depend.classid = 'pg_policy'::regclass and pg_depend.objid = policies.oid
  and pg_depend.refclassid = 'pg_proc'::regclass
inner join functions on functions.oid = pg_depend.refobjid
where
  policies.is_for_clients
  and policies.command <> 'insert'
  and pg_temp.once_a_row(policies.text, policies.table_name) ~ (pg_temp.word(functions.name) || '"?\(')
