-- A function claims to be leakproof.
-- severity: error
-- why: Postgres then runs it before the policies do, on rows that the caller may not see: what it raises, logs or stores tells of them.
-- mend: alter function … not leakproof.
-- same: pgrls/SEC017
select
  'function' as kind,
  functions.schema,
  functions.signature as name,
  null as part,
  'runs before the policies' as detail
from functions
where functions.is_leakproof
