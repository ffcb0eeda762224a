select
  p.polrelid::bigint as owner,
  p.polname as name,
  case p.polcmd
    when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete'
    else 'all'
  end as command,
  array(
    select case when g.oid = 0 then 'public' else pg_get_userbyid(g.oid)::text end
    from unnest(p.polroles) as g (oid)
  ) as roles,
  p.polpermissive as is_permissive,
  pg_get_expr(p.polqual, p.polrelid) as "using",
  pg_get_expr(p.polwithcheck, p.polrelid) as "check"
from pg_policy as p
order by p.polrelid, p.polname
