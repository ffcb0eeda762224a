-- A policy lets a row through when something about the caller is null.
-- severity: error
-- why: For a request without a person auth.uid() and every claim are null, so such a branch opens the table to anybody.
-- mend: leave the branch out: a comparison with null is not true, and keeps the row hidden.
-- same: pgrls/SEC004 pgrls/SEC038
select
  'policy' as kind,
  policies.schema,
  policies.table_name as name,
  policies.name as part,
  'true for a request without ' || coalesce(accepting.what[1], 'a person') as detail
from policies
cross join lateral (
  select regexp_match(
    -- the casts and sub-selects around the call
    regexp_replace(policies.text, '( AS "?\w+"?)?\)|\((?=SELECT|\()|::\w+', ' ', 'g'),
    '(auth\.\w+|current_setting)\([^=<>]*?\s+IS (?:NULL|NOT TRUE|NOT FALSE|DISTINCT FROM false|UNKNOWN)'
  )
  as what
) as accepting
where policies.is_for_clients and policies.is_permissive
  and (
    accepting.what is not null
    or policies.text ~* 'COALESCE\((?:[^()]|\([^()]*\)|\((?:[^()]|\([^()]*\))*\))*, true\)'
  )
