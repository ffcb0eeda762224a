-- Unique and exclusion indexes; columns are those that the index or its expressions read.
select
  i.indrelid::bigint as owner,
  c.relname as name,
  i.indisprimary as is_primary,
  i.indisexclusion as is_exclusion,
  0 = any(i.indkey) as has_expressions,
  pg_get_expr(i.indpred, i.indrelid) as predicate,
  (
    select array_agg(a.attname::text order by array_position(i.indkey::int2[], a.attnum), a.attnum)
    from pg_attribute as a
    where
      a.attrelid = i.indrelid
      and (
        a.attnum = any(i.indkey)
        or exists (
          select from pg_depend as d
          where
            d.classid = 'pg_class'::regclass and d.objid = i.indexrelid
            and d.refobjid = i.indrelid and d.refobjsubid = a.attnum
            and 0 = any(i.indkey)
        )
      )
  ) as columns
from pg_index as i
join pg_class as c on c.oid = i.indexrelid
join pg_namespace as n on n.oid = c.relnamespace
where
  (i.indisunique or i.indisexclusion)
  and i.indisvalid
  and n.nspname = any(%(schemas)s)
order by i.indrelid, not i.indisprimary, c.relname
