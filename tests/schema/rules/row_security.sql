-- Every table of the exposed schema has row security on, and so has every table of `private` that an
-- API role may touch: also partitions, which do not take it from their parent.
select format('%s: row level security is off', relation.oid::regclass) as finding
from pg_catalog.pg_class as relation
inner join pg_catalog.pg_namespace as schema on schema.oid = relation.relnamespace
where
  relation.relkind in ('r', 'p')
  and not relation.relrowsecurity
  and (
    schema.nspname = 'public'
    or schema.nspname = 'private'
    and (
      has_any_column_privilege('authenticated', relation.oid, 'select, insert, update')
      or has_any_column_privilege('anon', relation.oid, 'select, insert, update')
    )
  )
