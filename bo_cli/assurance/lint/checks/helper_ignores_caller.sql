-- A policy leaves its decision to a function that never asks who calls.
-- severity: error
-- why: Its answer is the same for everybody: the body was emptied, or the line that compares with the caller was lost.
-- mend: put the comparison with auth.uid() or the token's claims back; or write a fixed condition into the policy itself, where it is seen.
select
  'function' as kind,
  functions.schema,
  functions.signature as name,
  null as part,
  format(
    '%s rely on it, such as %s on %s.%s', count(*), min(policies.name), min(policies.schema), min(policies.table_name)
  ) as detail
from policies
inner join pg_catalog.pg_depend
  on pg_depend.classid = 'pg_policy'::regclass and pg_depend.objid = policies.oid
  and pg_depend.refclassid = 'pg_proc'::regclass
inner join functions on functions.oid = pg_depend.refobjid
inner join pg_catalog.pg_proc on pg_proc.oid = functions.oid
where
  policies.is_for_clients
  and functions.oid not in (select ask_caller.oid from ask_caller)
  -- functions that work a value out give neither a verdict nor a set of ids
  and (
    pg_proc.prorettype = 'boolean'::regtype or pg_proc.proretset
    or exists (
      select
      from pg_catalog.pg_type
      where pg_type.oid = pg_proc.prorettype and pg_type.typelem <> 0 and pg_type.typlen = -1
    )
  )
  and (functions.language = 'sql' or functions.language = 'plpgsql')
  -- the caller may be handed to it
  and policies.text !~ (
    pg_temp.word(functions.name) || '"?\([^;]*?(auth\.|current_setting|request\.jwt)[^;]*?\)'
  )
group by functions.schema, functions.signature
