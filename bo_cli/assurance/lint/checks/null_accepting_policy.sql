-- A policy lets a row through when something about the caller is null.
-- severity: error
-- why: For a request without a person auth.uid() and every claim are null, so such a branch opens the table to anybody.
-- mend: leave the branch out: a comparison with null is not true, and keeps the row hidden.
-- same: pgrls/SEC004
-- agrees: pgrls/SEC038
select
  'policy' as kind,
  policies.schema,
  policies.table_name as name,
  policies.name as part,
  string_agg(distinct alternatives, '; ') as detail
from policies
cross join lateral (values (policies.using_text), (policies.check_text)) as side (condition)
cross join lateral pg_temp.alternatives(side.condition) as alternatives
where
  policies.is_for_clients
  and policies.is_permissive
  and alternatives ~ '\mauth\.\w+\(|\mcurrent_setting\('
  and (
    alternatives ~ ' IS (NULL|NOT TRUE|NOT FALSE|UNKNOWN)\)*$'
    or alternatives ~ ' IS DISTINCT FROM '
    or alternatives ~* 'COALESCE\(.*, true\)'
    -- team_id = coalesce(<claim>, team_id)
    or alternatives ~* '(\m\w+\M) = COALESCE\(.*, \1\)'
  )
group by policies.schema, policies.table_name, policies.name
