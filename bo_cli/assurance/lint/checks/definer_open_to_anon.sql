-- A security definer function can be executed by everybody.
-- severity: error
-- why: It runs with the rights of its owner, past row security, and a request without a person may call it. Postgres grants EXECUTE to PUBLIC by default.
-- mend: revoke execute on function … from public, anon; then grant execute to the roles that need it.
-- agrees: pgrls/SEC014 pgrls/SEC042
select
  'function' as kind,
  functions.schema,
  functions.signature as name,
  null as part,
  format('runs as %s and is open to %s', pg_get_userbyid(functions.owner), opened.name) as detail
from functions
cross join lateral (
  select case when functions.is_open_to_public then 'PUBLIC' else 'anon' end as name
) as opened
where
  functions.is_definer
  -- a trigger function cannot be called
  and not functions.is_trigger
  and (functions.is_open_to_public or 'anon' = any(functions.callers))
