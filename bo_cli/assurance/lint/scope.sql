-- What the checks read: the parts of the catalogue that belong to the database's own schemas, as
-- temporary tables in the transaction of the lint. Parameters come as settings named bo_lint.*.

create temp table client_roles on commit drop as
select pg_roles.oid, pg_roles.rolname::text as name
from pg_catalog.pg_roles
where pg_roles.rolname in ('anon', 'authenticated');

create temp table schemas on commit drop as
select
  pg_namespace.oid,
  pg_namespace.nspname::text as name,
  pg_namespace.nspname = any(string_to_array(current_setting('bo_lint.schemas'), ',')) as is_exposed
from pg_catalog.pg_namespace
where
  pg_namespace.nspname !~ '^pg_'
  and pg_namespace.nspname <> all(string_to_array(current_setting('bo_lint.platform_schemas'), ','));

create temp table relations on commit drop as
select
  pg_class.oid,
  schemas.name as schema,
  pg_class.relname::text as name,
  pg_class.relkind as kind,
  pg_class.relrowsecurity as has_rls,
  pg_class.relreplident = 'f' as publishes_old_rows,
  pg_class.relowner as owner,
  coalesce(pg_class.reloptions, '{}') as options,
  schemas.is_exposed,
  exists (
    select
    from pg_catalog.pg_rewrite
    inner join pg_catalog.pg_depend
      on pg_depend.classid = 'pg_rewrite'::regclass and pg_depend.objid = pg_rewrite.oid
    where
      pg_rewrite.ev_class = pg_class.oid
      and pg_depend.refclassid = 'pg_class'::regclass and pg_depend.refobjid = to_regclass('auth.users')
  ) as reads_users,
  array(
    select client_roles.name
    from client_roles
    where
      has_schema_privilege(client_roles.oid, schemas.oid, 'usage')
      and pg_class.relkind <> 'S'
      and has_any_column_privilege(client_roles.oid, pg_class.oid, 'select')
    order by 1
  ) as readers,
  array(
    select client_roles.name
    from client_roles
    where
      has_schema_privilege(client_roles.oid, schemas.oid, 'usage')
      and pg_class.relkind <> 'S'
      and (
        has_any_column_privilege(client_roles.oid, pg_class.oid, 'insert, update')
        or has_table_privilege(client_roles.oid, pg_class.oid, 'delete')
      )
    order by 1
  ) as writers
from pg_catalog.pg_class
inner join schemas on schemas.oid = pg_class.relnamespace
where
  pg_class.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
  and not exists (
    select from pg_catalog.pg_depend
    where pg_depend.classid = 'pg_class'::regclass and pg_depend.objid = pg_class.oid and pg_depend.deptype = 'e'
  );

create temp table columns on commit drop as
select
  pg_attribute.attrelid as relation,
  pg_attribute.attnum as number,
  pg_attribute.attname::text as name,
  pg_attribute.atttypid as type,
  pg_attribute.attidentity <> '' as is_identity,
  pg_attribute.attname = current_setting('bo_lint.tenant_column') as is_tenant,
  pg_get_expr(pg_attrdef.adbin, pg_attrdef.adrelid) as default_text
from pg_catalog.pg_attribute
inner join relations on relations.oid = pg_attribute.attrelid
left join pg_catalog.pg_attrdef
  on pg_attrdef.adrelid = pg_attribute.attrelid and pg_attrdef.adnum = pg_attribute.attnum
where pg_attribute.attnum > 0 and not pg_attribute.attisdropped;

create temp table foreign_keys on commit drop as
select
  pg_constraint.oid,
  pg_constraint.conname::text as name,
  pg_constraint.conrelid as relation,
  pg_constraint.confrelid as target,
  pg_constraint.conkey as key
from pg_catalog.pg_constraint
inner join relations on relations.oid = pg_constraint.conrelid
where pg_constraint.contype = 'f' and pg_constraint.conparentid = 0;

-- The tables whose rows are some tenant's: they have the tenant column, the tenant column leads to
-- them, or a foreign key leads from them to such a table.
create temp table tenant_tables on commit drop as
with recursive found as (
  select columns.relation as oid
  from columns
  where columns.is_tenant
  union
  select foreign_keys.target
  from foreign_keys
  inner join columns on columns.relation = foreign_keys.relation and columns.number = foreign_keys.key[1]
  where columns.is_tenant and cardinality(foreign_keys.key) = 1
  union
  select foreign_keys.relation
  from found
  inner join foreign_keys on foreign_keys.target = found.oid
)

select relations.oid
from found
inner join relations on relations.oid = found.oid;

-- The same, and those whose rows are some person's: a foreign key leads to the users of Auth.
create temp table tenanted on commit drop as
with recursive found as (
  select tenant_tables.oid
  from tenant_tables
  union
  select foreign_keys.relation
  from foreign_keys
  where foreign_keys.target = to_regclass('auth.users')
  union
  select foreign_keys.relation
  from found
  inner join foreign_keys on foreign_keys.target = found.oid
)

select found.oid
from found;

-- Who made or owns a row. A user's id is that too, unless it is part of a key, as in a membership.
create temp table owner_columns on commit drop as
select columns.*
from columns
where
  columns.default_text ~ 'auth\.uid\('
  or columns.name ~ '^(created|owned|updated|uploaded|submitted|posted|sent|written)_by(_id)?$'
  or columns.name ~ '^(owner|author|creator|sender|uploader)(_id|_user_id)?$'
  or columns.name ~ '^(user|profile|person)_?(id|uuid)$'
  and exists (
    select from foreign_keys where foreign_keys.relation = columns.relation and columns.number = foreign_keys.key[1]
  )
  and not exists (
    select
    from pg_catalog.pg_index
    where pg_index.indrelid = columns.relation and pg_index.indisunique and columns.number = any(pg_index.indkey)
  );

create temp table policies on commit drop as
select
  pg_policy.oid,
  pg_policy.polrelid as relation,
  pg_namespace.nspname::text as schema,
  pg_class.relname::text as table_name,
  pg_policy.polname::text as name,
  case pg_policy.polcmd
    when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all'
  end as command,
  pg_policy.polroles as role_ids,
  pg_policy.polpermissive as is_permissive,
  pg_policy.polroles && (array(select client_roles.oid from client_roles) || 0::oid) as is_for_clients,
  pg_get_expr(pg_policy.polqual, pg_policy.polrelid) as using_text,
  pg_get_expr(pg_policy.polwithcheck, pg_policy.polrelid) as check_text,
  concat_ws(
    ' ', pg_get_expr(pg_policy.polqual, pg_policy.polrelid),
    pg_get_expr(pg_policy.polwithcheck, pg_policy.polrelid)
  ) as text
from pg_catalog.pg_policy
inner join pg_catalog.pg_class on pg_class.oid = pg_policy.polrelid
inner join pg_catalog.pg_namespace on pg_namespace.oid = pg_class.relnamespace
where
  pg_namespace.oid in (select schemas.oid from schemas)
  or pg_namespace.nspname in ('storage', 'realtime');

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
    functions.body ~ '\mauth\s*\.\s*(uid|jwt|role|email)\s*\(|request\.jwt|\mcurrent_setting\s*\((?!\s*''(server_|timezone))|\msession_user\M'
    or not functions.is_definer and functions.body ~ '\m(current_user|current_role)\M'
  union
  select calls.caller
  from asking
  inner join calls on calls.callee = asking.oid
)

select asking.oid
from asking;

create temp table buckets (id text, is_public boolean) on commit drop;

do $$
begin
  if to_regclass('storage.buckets') is not null then
    insert into buckets select id, public from storage.buckets;
  end if;
exception
  when insufficient_privilege or undefined_column then
    null;
end
$$;

-- A pattern for a name as a word of its own, whatever signs are in it.
create function pg_temp.word(name text)
returns text
language sql
immutable
as $$
  select '(?<!\w)' || regexp_replace(name, '\W', '\\\&', 'g') || '(?!\w)'
$$;

-- The sub-selects of a deparsed expression, at every depth: the word before each, and its text.
create function pg_temp.subselects(expression text)
returns table (head text, body text)
language plpgsql
as $$
declare
  start integer;
  depth integer;
  stop integer;
begin
  for start in
    select at from generate_series(1, length(expression)) as at
    where substr(expression, at, 8) = '( SELECT'
  loop
    depth := 0;
    stop := start;
    loop
      depth := depth + case substr(expression, stop, 1) when '(' then 1 when ')' then -1 else 0 end;
      exit when depth = 0 or stop >= length(expression);
      stop := stop + 1;
    end loop;
    head := substring(substr(expression, 1, start - 1) from '(\w+)\s*\(*$');
    body := substr(expression, start + 1, stop - start - 1);
    return next;
  end loop;
end
$$;

-- Whether a sub-select of a policy mentions the row that the policy is asked about.
create function pg_temp.is_correlated(body text, table_name text)
returns boolean
language sql
as $$
  select body ~ ('(?<![\w."''])"?' || pg_temp.word(table_name) || '"?\.')
$$;

-- An expression without the sub-selects that are worked out once a statement: what runs once a row.
create function pg_temp.once_a_row(expression text, table_name text)
returns text
language plpgsql
as $$
declare
  once text;
begin
  for once in
    select subselects.body
    from pg_temp.subselects(expression)
    where not pg_temp.is_correlated(subselects.body, table_name)
    order by length(subselects.body) desc
  loop
    expression := replace(expression, once, '…');
  end loop;
  return expression;
end
$$;

-- The alternatives of a deparsed condition: what stands between its outermost ORs, or all of it.
create function pg_temp.alternatives(expression text)
returns setof text
language plpgsql
strict
as $$
declare
  depth integer := 0;
  start integer := 1;
begin
  if expression !~ '^\(.*\)$' then
    return next expression;
    return;
  end if;
  -- (a OR b): inside of the parentheses around the whole
  for at in 1..length(expression) loop
    depth := depth + case substr(expression, at, 1) when '(' then 1 when ')' then -1 else 0 end;
    if depth = 0 and at < length(expression) then
      return next expression;
      return;
    elsif depth = 1 and substr(expression, at, 4) = ' OR ' then
      return query
      select alternatives
      from pg_temp.alternatives(btrim(substr(expression, start + (start = 1)::integer, at - start - (start = 1)::integer)))
        as alternatives;
      start := at + 4;
    end if;
  end loop;
  if start = 1 then
    return next expression;
  else
    return query
    select alternatives
    from pg_temp.alternatives(btrim(substr(expression, start, length(expression) - start))) as alternatives;
  end if;
end
$$;
