-- A policy calls auth.uid(), auth.jwt() or current_setting() once a row.
-- severity: warning
-- why: The token is read and parsed anew for every row; inside a sub-select it is read once a statement.
-- mend: (select auth.uid()) instead of auth.uid().
-- same: pgrls/PERF001
-- agrees: advisors/auth_rls_initplan
select distinct
  'policy' as kind,
  policies.schema,
  policies.table_name as name,
  policies.name as part,
  called.name[1] || ' is not inside a sub-select' as detail
from policies
cross join lateral regexp_matches(
  pg_temp.once_a_row(policies.text, policies.table_name), '\m(auth\.\w+|current_setting)\(', 'g'
) as called (name)
where policies.is_for_clients
