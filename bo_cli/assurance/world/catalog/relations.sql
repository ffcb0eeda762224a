-- Tables, views, sequences and the like; partition_rule is what a row must meet to be in the partition.
select
  c.oid::bigint as oid,
  n.nspname as schema,
  c.relname as bare_name,
  c.relkind::text as kind,
  pg_get_userbyid(c.relowner) as owner,
  pg_has_role(current_user, c.relowner, 'usage') as is_ours,
  c.relrowsecurity as row_security,
  c.relforcerowsecurity as row_security_forced,
  coalesce(c.reloptions, '{}') as options,
  case when c.relkind in ('v', 'm') then pg_get_viewdef(c.oid) end as definition,
  parent.nspname || '.' || above.relname as partition_of,
  case when c.relispartition then pg_get_partition_constraintdef(c.oid) end as partition_rule,
  pg_get_partkeydef(c.oid) as partition_key,
  owner_of.nspname || '.' || owning.relname as sequence_table,
  owning_column.attname as sequence_column
from pg_class as c
join pg_namespace as n on n.oid = c.relnamespace
left join pg_inherits as i on i.inhrelid = c.oid and c.relispartition
left join pg_class as above on above.oid = i.inhparent
left join pg_namespace as parent on parent.oid = above.relnamespace
left join pg_depend as d
  on c.relkind = 'S' and d.classid = 'pg_class'::regclass and d.objid = c.oid
  and d.refclassid = 'pg_class'::regclass and d.deptype in ('a', 'i') and d.refobjsubid > 0
left join pg_class as owning on owning.oid = d.refobjid
left join pg_namespace as owner_of on owner_of.oid = owning.relnamespace
left join pg_attribute as owning_column
  on owning_column.attrelid = d.refobjid and owning_column.attnum = d.refobjsubid
where
  n.nspname = any(%(schemas)s)
  and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
  and c.relpersistence <> 't'
  and not exists (
    select from pg_depend as e
    where e.classid = 'pg_class'::regclass and e.objid = c.oid and e.deptype = 'e'
  )
order by n.nspname, c.relname
