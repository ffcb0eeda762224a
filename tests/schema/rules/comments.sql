-- The reference of the data sources is generated from the comments of tables and views.
select format('%s: has no comment', relation.oid::regclass) as finding
from pg_catalog.pg_class as relation
where
  relation.relnamespace in ('public'::regnamespace, 'private'::regnamespace)
  and relation.relkind in ('r', 'p', 'v', 'm')
  and not relation.relispartition
  and obj_description(relation.oid, 'pg_class') is null
