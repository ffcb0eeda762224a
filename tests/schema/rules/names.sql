-- Constraints and indexes are named after their table and kind, so that an error can be mapped to what
-- it is about.
select format('%s, constraint %I: is not named %s_…_%s', c.conrelid::regclass, c.conname, table_name.text, suffix.text)
  as finding
from pg_catalog.pg_constraint as c
inner join pg_catalog.pg_class as relation on relation.oid = c.conrelid
cross join lateral (values (relation.relname::text)) as table_name (text)
cross join lateral (
  select case c.contype when 'p' then 'pkey' when 'u' then 'key' when 'f' then 'fkey' when 'c' then 'check' else 'excl' end
) as suffix (text)
where
  c.connamespace in ('public'::regnamespace, 'private'::regnamespace)
  and c.contype in ('p', 'u', 'f', 'c', 'x')
  and c.conparentid = 0
  and c.coninhcount = 0
  and (not starts_with(c.conname, table_name.text || '_') or c.conname !~ ('_' || suffix.text || '$'))
union all
select format('%s, index %I: is not named %s_…_idx or _key', i.indrelid::regclass, index.relname, relation.relname)
from pg_catalog.pg_index as i
inner join pg_catalog.pg_class as index on index.oid = i.indexrelid
inner join pg_catalog.pg_class as relation on relation.oid = i.indrelid
where
  index.relnamespace in ('public'::regnamespace, 'private'::regnamespace)
  and not index.relispartition
  and not exists (select from pg_catalog.pg_constraint where conindid = i.indexrelid)
  and (
    not starts_with(index.relname, relation.relname || '_')
    or index.relname !~ (case when i.indisunique then '_(idx|key)$' else '_idx$' end)
  )
