-- A function pins its search path, so that nobody can put an object of the same name before the one
-- that was meant, or, without rights of its own, was bound to what it names when it was made; it is described; and it
-- never claims to be leakproof.
select format('%s: %s', proc.oid::regprocedure, fault.text) as finding
from pg_catalog.pg_proc as proc
cross join lateral (
  values
  (
    'search_path=""' <> all(coalesce(proc.proconfig, '{}'))
    and (proc.prosecdef or pg_get_function_sqlbody(proc.oid) is null), 'search_path is not pinned to nothing'
  ),
  (obj_description(proc.oid, 'pg_proc') is null, 'has no comment'),
  (proc.proleakproof, 'is leakproof')
) as fault (found, text)
where
  proc.pronamespace in ('public'::regnamespace, 'private'::regnamespace)
  and fault.found
  and not exists (
    select from pg_catalog.pg_depend
    where pg_depend.objid = proc.oid and pg_depend.deptype = 'e'
  )
