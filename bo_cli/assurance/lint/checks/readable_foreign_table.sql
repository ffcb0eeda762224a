-- Clients can read or write a foreign table.
-- severity: error
-- why: It has no row security, and the other server knows only the one user of the mapping.
-- mend: revoke all on … from anon, authenticated; hand its rows out by a function that checks the caller.
-- same: advisors/foreign_table_in_api pgrls/SEC053
select
  'foreign table' as kind,
  relations.schema,
  relations.name,
  null as part,
  'open to ' || array_to_string(relations.clients, ', ') as detail
from relations
where
  relations.kind = 'f'
  and relations.clients <> '{}'
  and not exists (select from pg_catalog.pg_inherits where pg_inherits.inhrelid = relations.oid)
