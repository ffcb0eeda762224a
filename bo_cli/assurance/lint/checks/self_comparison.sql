-- A policy compares a column with itself.
-- severity: error
-- why: The condition is true of every row. In a sub-select a name without a table means the inner table first: `where m.team_id = team_id` compares the membership with itself.
-- mend: write the outer table's name before the outer column: where m.team_id = tasks.team_id.
select distinct
  'policy' as kind,
  policies.schema,
  policies.table_name as name,
  policies.name as part,
  format('%s = %s', compared.name[1], compared.name[1]) as detail
from policies
cross join lateral regexp_matches(
  -- casts are of no interest: (m.team_id)::text = (m.team_id)::text
  regexp_replace(policies.text, '\(([\w."]+)\)::\w+', '\1', 'g'),
  '(?<![\w."])((?:[\w"]+\.)*[\w"]*[a-zA-Z"][\w"]*) (?:=|<=|>=|IS NOT DISTINCT FROM) \1(?![\w."(])', 'g'
) as compared (name)
