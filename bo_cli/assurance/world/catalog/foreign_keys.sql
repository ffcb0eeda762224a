-- Without the copies that point at the partitions of a referenced table.
select
  k.conrelid::bigint as owner,
  k.conname as name,
  target_schema.nspname || '.' || target.relname as target,
  k.condeferrable as is_deferrable,
  (
    select array_agg(a.attname::text order by u.position)
    from unnest(k.conkey) with ordinality as u (attnum, position)
    join pg_attribute as a on a.attrelid = k.conrelid and a.attnum = u.attnum
  ) as columns,
  (
    select array_agg(a.attname::text order by u.position)
    from unnest(k.confkey) with ordinality as u (attnum, position)
    join pg_attribute as a on a.attrelid = k.confrelid and a.attnum = u.attnum
  ) as target_columns
from pg_constraint as k
join pg_class as target on target.oid = k.confrelid
join pg_namespace as target_schema on target_schema.oid = target.relnamespace
left join pg_constraint as above on above.oid = k.conparentid
where k.contype = 'f' and above.conrelid is distinct from k.conrelid
order by k.conrelid, k.conname
