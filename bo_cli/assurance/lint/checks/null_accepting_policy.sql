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
  string_agg(distinct asked.body, '; ') as detail
from policies
cross join lateral (values (policies.using_text), (policies.check_text)) as side (condition)
cross join lateral pg_temp.brackets(side.condition) as asked
where
  policies.is_for_clients
  and policies.is_permissive
  and asked.body ~ '\mauth\.\w+\(|\mcurrent_setting\('
  and (
    -- alone or beside an OR: with an AND it only narrows what nobody in particular may see
    asked.body ~ ' IS (NULL|NOT TRUE|NOT FALSE|UNKNOWN)\)$'
    and (asked.body = side.condition or asked.before ~ ' OR $' or asked.behind ~ '^ OR ')
    or asked.before ~ 'COALESCE$' and asked.body ~ ', true\)$'
    or asked.body !~ ' (AND|OR) ' and (
      asked.body ~ ' IS DISTINCT FROM '
      -- team_id = coalesce(<claim>, team_id)
      or asked.body ~* '(\m\w+\M) = COALESCE\(.*, \1\)'
    )
  )
group by policies.schema, policies.table_name, policies.name
