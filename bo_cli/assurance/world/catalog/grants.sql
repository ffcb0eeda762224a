-- On relations, columns and functions; an object without a list of its own has the built-in one.
-- The owner's own privileges are left out.
select
  o.oid::bigint as owner,
  o.column_name as column,
  case when e.grantee = 0 then 'public' else pg_get_userbyid(e.grantee)::text end as role,
  lower(e.privilege_type) as privilege,
  e.is_grantable as is_grantable
from (
  select
    c.oid, null::text as column_name, c.relowner as owner_oid,
    coalesce(c.relacl, acldefault(case when c.relkind = 'S' then 's' else 'r' end::"char", c.relowner))
      as acl
  from pg_class as c
  join pg_namespace as n on n.oid = c.relnamespace
  where n.nspname = any(%(schemas)s) and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
  union all
  select c.oid, a.attname::text, c.relowner, a.attacl
  from pg_attribute as a
  join pg_class as c on c.oid = a.attrelid
  join pg_namespace as n on n.oid = c.relnamespace
  where n.nspname = any(%(schemas)s) and a.attacl is not null and not a.attisdropped
  union all
  select p.oid, null, p.proowner, coalesce(p.proacl, acldefault('f', p.proowner))
  from pg_proc as p
  join pg_namespace as n on n.oid = p.pronamespace
  where n.nspname = any(%(schemas)s)
) as o
cross join lateral aclexplode(o.acl) as e
where e.grantee <> o.owner_oid
order by 1, 2 nulls first, 3, 4
