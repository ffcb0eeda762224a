-- A view runs with the rights of who reads it, or it shows the rows of every tenant. A materialized
-- view cannot, so the exposed schema has none; neither has it foreign tables.
select
  format(
    '%s: %s', relation.oid::regclass,
    case relation.relkind
      when 'v' then 'is not security_invoker'
      when 'm' then 'is a materialized view in the exposed schema'
      else 'is a foreign table in the exposed schema'
    end
  ) as finding
from pg_catalog.pg_class as relation
where
  relation.relnamespace = 'public'::regnamespace
  and (
    relation.relkind in ('m', 'f')
    or relation.relkind = 'v'
    and not coalesce(relation.reloptions, '{}') && '{security_invoker=on,security_invoker=true}'
  )
