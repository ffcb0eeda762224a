select
    r.name || ' ' || quote_ident(p.polname) as object,
    concat_ws(
        ' ',
        case when p.polpermissive then 'permissive' else 'restrictive' end,
        case p.polcmd
            when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all'
        end,
        'to ' || (
            select string_agg(
                case when g.oid = 0 then 'public' else g.oid::regrole::text end, ', ' order by g.oid::regrole::text)
            from unnest(p.polroles) as g(oid)),
        'using (' || pg_get_expr(p.polqual, p.polrelid) || ')',
        'with check (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')'
    ) as definition
from pg_policy as p
join relations as r on r.oid = p.polrelid
