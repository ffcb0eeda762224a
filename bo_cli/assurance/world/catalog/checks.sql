-- Of tables (owner is the relation) and of domains (owner is the type; VALUE stands for the value).
select
  coalesce(nullif(k.conrelid, 0), k.contypid)::bigint as owner,
  k.contypid <> 0 as is_of_domain,
  k.conname as name,
  coalesce((
    select array_agg(a.attname::text order by u.position)
    from unnest(k.conkey) with ordinality as u (attnum, position)
    join pg_attribute as a on a.attrelid = k.conrelid and a.attnum = u.attnum
  ), '{}') as columns,
  pg_get_expr(k.conbin, k.conrelid) as expression
from pg_constraint as k
where k.contype = 'c'
order by k.conname
