-- A helper of a policy does not look at one of its arguments.
-- severity: error
-- why: The policy passes it on purpose, a role or a tenant, and the answer is the same without: the line that compared it was lost.
-- mend: compare the argument in the function's body; or take it out of the function.
select distinct
  'function' as kind,
  functions.schema,
  functions.signature as name,
  null as part,
  format('argument %s is not mentioned', arguments.name) as detail
from policies
inner join pg_catalog.pg_depend
  on pg_depend.classid = 'pg_policy'::regclass and pg_depend.objid = policies.oid
  and pg_depend.refclassid = 'pg_proc'::regclass
inner join functions on functions.oid = pg_depend.refobjid
cross join lateral unnest(functions.arguments) with ordinality as arguments (name, position)
where
  functions.language in ('sql', 'plpgsql')
  and arguments.name <> ''
  and functions.body !~ pg_temp.word(lower(arguments.name))
  and functions.body !~ ('\$' || arguments.position || '\M')
