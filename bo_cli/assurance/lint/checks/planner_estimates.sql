-- Clients can read what the planner or the statistics say of a table.
-- severity: warning
-- why: Estimates and row counts are those of all rows, also of the hidden ones: they tell how much other tenants have, and with a filter, whether a value exists.
-- mend: count what the caller may see; keep explain, pg_class.reltuples and pg_stat_* out of views and functions for clients.
select
  'function' as kind,
  functions.schema,
  functions.signature as name,
  null as part,
  'open to ' || array_to_string(functions.callers, ', ') as detail
from functions
where
  functions.is_exposed
  and functions.callers <> '{}'
  and not functions.is_trigger
  and functions.body ~ '\m(reltuples|n_live_tup|n_tup_ins|pg_stats|pg_stat_\w+|pg_total_relation_size|pg_relation_size)\M|\mexplain\s*(\(|analyze|verbose|select)'
union all
select
  'view',
  relations.schema,
  relations.name,
  null,
  'open to ' || array_to_string(relations.readers, ', ')
from relations
where
  relations.kind = 'v'
  and relations.readers <> '{}'
  and pg_get_viewdef(relations.oid) ~ '\m(reltuples|n_live_tup|n_tup_ins|pg_stats|pg_stat_\w+|pg_total_relation_size|pg_relation_size)\M'
