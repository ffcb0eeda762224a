select
    concat_ws(
        ' ', 'of', d.defaclrole::regrole, 'in ' || nullif(d.defaclnamespace, 0)::regnamespace, 'on',
        case d.defaclobjtype
            when 'r' then 'tables' when 'S' then 'sequences' when 'f' then 'functions' when 'T' then 'types'
            else 'schemas'
        end
    ) as object,
    (
        select coalesce(string_agg(g.line, ', ' order by g.line), 'nothing')
        from (
            select
                e.privilege_type || ' to '
                || case when e.grantee = 0 then 'public' else e.grantee::regrole::text end as line
            from aclexplode(d.defaclacl) as e
        ) as g
    ) as definition
from pg_default_acl as d
