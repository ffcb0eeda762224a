-- Clients can read what the planner or the statistics say of a table.
-- severity: warning
-- why: Estimates and row counts are those of all rows, also of the hidden ones: they tell how much other tenants have, and with a filter, whether a value exists.
-- mend: count what the caller may see; keep explain, pg_class.reltuples and pg_stat_* out of views and functions for clients.
with estimates (words) as (
  values ('\m(reltuples|n_live_tup|n_tup_ins|pg_stats|pg_stat_\w+|pg_(total_)?relation_size)\M')
)

select
  'function' as kind,
  functions.schema,
  functions.signature as name,
  null as part,
  'open to ' || array_to_string(functions.callers, ', ') as detail
from functions
cross join estimates
where
  functions.is_exposed
  and functions.callers <> '{}'
  and not functions.is_trigger
  and (
    functions.body ~ estimates.words
    or functions.body ~ '\mexplain\s*(\(|analyze|verbose|select)'
  )
union all
select
  'view',
  relations.schema,
  relations.name,
  null,
  'open to ' || array_to_string(relations.readers, ', ')
from relations
cross join estimates
where
  relations.kind = 'v'
  and relations.readers <> '{}'
  and pg_get_viewdef(relations.oid) ~ estimates.words
