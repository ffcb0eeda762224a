-- One row an object and role; an object without its own list has the built-in one.
select
    o.kind || ' ' || o.name || ' to '
    || case when e.grantee = 0 then 'public' else e.grantee::regrole::text end as object,
    string_agg(
        e.privilege_type || case when e.is_grantable then ' with grant option' else '' end,
        ', ' order by e.privilege_type
    ) as definition
from (
    select
        case when r.relkind = 'S' then 'sequence' else 'table' end as kind,
        r.name,
        coalesce(r.relacl, acldefault(case when r.relkind = 'S' then 's' else 'r' end::"char", r.relowner)) as acl
    from relations as r
    where r.relkind in ('r', 'p', 'v', 'm', 'S', 'f')
    union all
    select 'column', r.name || '.' || quote_ident(a.attname), a.attacl
    from relations as r
    join pg_attribute as a on a.attrelid = r.oid and a.attacl is not null
    union all
    select 'function', r.name, coalesce(r.proacl, acldefault('f', r.proowner))
    from routines as r
    union all
    select 'schema', quote_ident(s.nspname), coalesce(s.nspacl, acldefault('n', s.nspowner))
    from schemas as s
    union all
    select 'type', t.oid::regtype::text, coalesce(t.typacl, acldefault('T', t.typowner))
    from pg_type as t
    join schemas as s on s.oid = t.typnamespace
    where t.typtype in ('e', 'd', 'r') and t.typacl is not null
) as o
cross join lateral aclexplode(o.acl) as e
group by 1
