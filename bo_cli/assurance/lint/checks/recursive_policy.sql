-- A policy reads its own table, straight or by a detour.
-- severity: error
-- why: Reading the table asks the policy, which reads the table: Postgres refuses every such statement with 42P17, or runs out of stack.
-- mend: put the look-up into a security definer function whose owner passes the policies of that table by.
with recursive functions_of as (
  -- invoker functions are held to the policies of their caller; definers are not
  select policies.oid as policy, functions.oid as function
  from policies
  inner join pg_catalog.pg_depend
    on pg_depend.classid = 'pg_policy'::regclass and pg_depend.objid = policies.oid
    and pg_depend.refclassid = 'pg_proc'::regclass
  inner join functions on functions.oid = pg_depend.refobjid and not functions.is_definer
  union
  select functions_of.policy, functions.oid
  from functions_of
  inner join calls on calls.caller = functions_of.function
  inner join functions on functions.oid = calls.callee and not functions.is_definer
),

reads as (
  select policies.relation as reader, relations.oid as read
  from policies
  cross join lateral pg_temp.subselects(policies.text) as subselects
  cross join lateral regexp_matches(
    subselects.body, '\m(?:FROM|JOIN)\s+\(*(?:"?(\w+)"?\.)?"?(\w+)"?', 'g'
  ) as source (word)
  inner join relations on relations.schema = source.word[1] and relations.name = source.word[2]
  where policies.command in ('select', 'all') and relations.has_rls
  union
  select policies.relation, mentions.relation
  from functions_of
  inner join policies on policies.oid = functions_of.policy and policies.command in ('select', 'all')
  inner join mentions on mentions.function = functions_of.function
  inner join relations on relations.oid = mentions.relation and relations.has_rls
),

reached as (
  select reads.reader as origin, reads.read
  from reads
  union
  select reached.origin, reads.read
  from reached
  inner join reads on reads.reader = reached.read
)

select
  'table' as kind,
  relations.schema,
  relations.name,
  null as part,
  'its policies for select read it again' as detail
from reached
inner join relations on relations.oid = reached.origin
where reached.origin = reached.read
