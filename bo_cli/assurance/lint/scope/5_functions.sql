-- Functions, what they call and read, and whether they ask who calls.
create temp table functions on commit drop as
select
  pg_proc.oid,
  schemas.name as schema,
  pg_proc.proname::text as name,
  -- as findings name it: without the schema, with the types of its arguments
  pg_proc.proname || '(' || oidvectortypes(pg_proc.proargtypes) || ')' as signature,
  pg_language.lanname::text as language,
  pg_proc.prosecdef as is_definer,
  pg_proc.provolatile as volatility,
  pg_proc.proleakproof as is_leakproof,
  pg_proc.proowner as owner,
  pg_proc.proretset or result.typtype = 'c' or result.typname = 'record' as returns_rows,
  result.typname in ('trigger', 'event_trigger') as is_trigger,
  coalesce(pg_proc.proconfig, '{}') as config,
  coalesce(pg_proc.proargnames[1:pg_proc.pronargs], '{}') as arguments,
  -- without comments, in lower case: what a name is looked for in
  lower(
    regexp_replace(
      coalesce(pg_get_function_sqlbody(pg_proc.oid), pg_proc.prosrc), '--[^\n]*|/\*.*?\*/', ' ', 'g'
    )
  ) as body,
  schemas.is_exposed,
  array(
    select client_roles.name
    from client_roles
    where
      has_schema_privilege(client_roles.oid, schemas.oid, 'usage')
      and has_function_privilege(client_roles.oid, pg_proc.oid, 'execute')
    order by 1
  ) as callers,
  exists (
    select
    from aclexplode(coalesce(pg_proc.proacl, acldefault('f', pg_proc.proowner))) as acl
    where acl.grantee = 0
  ) as is_open_to_public
from pg_catalog.pg_proc
inner join schemas on schemas.oid = pg_proc.pronamespace
inner join pg_catalog.pg_language on pg_language.oid = pg_proc.prolang
inner join pg_catalog.pg_type as result on result.oid = pg_proc.prorettype
where
  pg_proc.prokind in ('f', 'p')
  and not exists (
    select from pg_catalog.pg_depend
    where pg_depend.classid = 'pg_proc'::regclass and pg_depend.objid = pg_proc.oid and pg_depend.deptype = 'e'
  );

-- Which function calls which, by the names in its body.
create temp table calls on commit drop as
select distinct caller.oid as caller, callee.oid as callee
from functions as caller
cross join lateral regexp_matches(caller.body, '(?:(\w+)"?\.)?"?(\w+)"?\s*\(', 'g') as called (name)
inner join functions as callee
  on lower(callee.name) = called.name[2] and lower(callee.schema) = coalesce(called.name[1], lower(callee.schema))
where callee.oid <> caller.oid;

-- Which relation a function reads or writes, by the names in its body.
create temp table mentions on commit drop as
select distinct functions.oid as function, relations.oid as relation, mention.word[1] in ('into', 'update') as writes
from functions
cross join lateral regexp_matches(
  functions.body, '\m(from|join|update|into|using)\s+(?:only\s+)?(?:"?(\w+)"?\.)?"?(\w+)"?', 'g'
) as mention (word)
inner join relations
  on lower(relations.name) = mention.word[3]
  and lower(relations.schema) = coalesce(mention.word[2], lower(relations.schema));

-- The functions whose answer depends on who asks: they read the token, or call one that does.
create temp table ask_caller on commit drop as
with recursive asking as (
  select functions.oid
  from functions
  where
    functions.body ~ '\mauth\s*\.\s*(uid|jwt|role|email)\s*\(|request\.jwt|\msession_user\M'
    or functions.body ~ '\mcurrent_setting\s*\((?!\s*''(server_|timezone))'
    or not functions.is_definer and functions.body ~ '\m(current_user|current_role)\M'
  union
  select calls.caller
  from asking
  inner join calls on calls.callee = asking.oid
)

select asking.oid
from asking;
