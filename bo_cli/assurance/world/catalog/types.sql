-- Every type that a column or an argument may have; base and element lead to the simpler type.
select
  t.oid::bigint as oid,
  format_type(t.oid, null) as name,
  t.typtype::text as kind,
  t.typcategory::text as category,
  case when t.typtype = 'd' then t.typbasetype::bigint end as base,
  case when t.typtype = 'd' then format_type(t.typbasetype, t.typtypmod) end as base_name,
  case when t.typcategory = 'A' then nullif(t.typelem, 0)::bigint end as element,
  coalesce(r.rngsubtype, m.rngsubtype)::bigint as subtype,
  t.typnotnull as not_null,
  t.typdefault as "default",
  nullif(t.typrelid, 0)::bigint as relation,
  coalesce((
    select array_agg(e.enumlabel::text order by e.enumsortorder)
    from pg_enum as e where e.enumtypid = t.oid
  ), '{}') as labels
from pg_type as t
join pg_namespace as n on n.oid = t.typnamespace
left join pg_range as r on r.rngtypid = t.oid
left join pg_range as m on m.rngmultitypid = t.oid
left join pg_class as c on c.oid = t.typrelid
where
  n.nspname not in ('pg_toast', 'information_schema')
  and (t.typrelid = 0 or c.relkind = 'c' or n.nspname = any(%(schemas)s))
