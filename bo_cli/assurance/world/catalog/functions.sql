select
  p.oid::bigint as oid,
  p.oid::regprocedure::text as name,
  n.nspname as schema,
  p.proname as bare_name,
  p.prokind::text as kind,
  pg_get_userbyid(p.proowner) as owner,
  coalesce(p.proargnames::text[], '{}') as argument_names,
  coalesce(p.proargmodes::text[], '{}') as argument_modes,
  coalesce(p.proallargtypes::bigint[], p.proargtypes::bigint[]) as argument_oids,
  array(
    select format_type(u.type_oid, null)
    from unnest(coalesce(p.proallargtypes, p.proargtypes::oid[])) with ordinality as u (type_oid, at)
    order by u.at
  ) as argument_types,
  array(
    select pg_get_function_arg_default(p.oid, u.at::int)
    from unnest(coalesce(p.proallargtypes, p.proargtypes::oid[])) with ordinality as u (type_oid, at)
    order by u.at
  ) as argument_defaults,
  p.prorettype::bigint as return_oid,
  pg_get_function_result(p.oid) as returns,
  p.proretset as returns_set,
  l.lanname as language,
  p.prosecdef as is_definer,
  case p.provolatile when 'i' then 'immutable' when 's' then 'stable' else 'volatile' end as volatility,
  p.proleakproof as is_leakproof,
  coalesce(p.proconfig, '{}') as config,
  p.prosrc as source
from pg_proc as p
join pg_namespace as n on n.oid = p.pronamespace
join pg_language as l on l.oid = p.prolang
where
  n.nspname = any(%(schemas)s)
  and not exists (
    select from pg_depend as e
    where e.classid = 'pg_proc'::regclass and e.objid = p.oid and e.deptype = 'e'
  )
order by 2
