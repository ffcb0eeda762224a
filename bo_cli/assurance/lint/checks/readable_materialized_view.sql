-- Clients can read a materialized view.
-- severity: error
-- why: It has no row security: it holds the rows that its owner saw, of every tenant.
-- mend: revoke all on … from anon, authenticated; hand its rows out by a function that checks the caller.
-- same: advisors/materialized_view_in_api pgrls/SEC054
-- agrees: pgrls/VIEW003
select
  'materialized view' as kind,
  relations.schema,
  relations.name,
  null as part,
  'open to ' || array_to_string(relations.readers, ', ') as detail
from relations
where
  relations.kind = 'm'
  and relations.readers <> '{}'
  -- auth_users_exposed says so already
  and not relations.reads_users
