select
  a.attrelid::bigint as owner,
  a.attname as name,
  a.attnum::int as position,
  a.atttypid::bigint as type_oid,
  format_type(a.atttypid, a.atttypmod) as type,
  a.attnotnull as not_null,
  pg_get_expr(d.adbin, d.adrelid) as "default",
  a.attidentity::text as identity,
  a.attgenerated::text as generated,
  case when a.attcollation <> t.typcollation then a.attcollation::regcollation::text end as collation
from pg_attribute as a
join pg_class as c on c.oid = a.attrelid
join pg_namespace as n on n.oid = c.relnamespace
join pg_type as t on t.oid = a.atttypid
left join pg_attrdef as d on d.adrelid = a.attrelid and d.adnum = a.attnum
where
  a.attnum > 0
  and not a.attisdropped
  and c.relkind in ('r', 'p', 'v', 'm', 'f', 'c')
  and n.nspname = any(%(schemas)s)
order by a.attrelid, a.attnum
