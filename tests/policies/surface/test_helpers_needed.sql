-- A helper is executable by the API's roles only where something that runs as its caller needs it: a
-- function without definer rights, a policy, a view, a default or a check. Definers call the rest.
-- row: R20
begin;
select plan(3);

create temporary table ours on commit drop as
select
  p.oid, p.proname::text as name, p.pronamespace::regnamespace::text as schema_name, p.prosecdef,
  p.prorettype = 'trigger'::regtype as is_trigger, pg_get_functiondef(p.oid) as body,
  has_function_privilege('authenticated', p.oid, 'execute')
  or has_function_privilege('anon', p.oid, 'execute')
  or has_function_privilege('service_role', p.oid, 'execute') as is_open
from pg_catalog.pg_proc as p
where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace) and p.prokind = 'f';

-- What runs as whoever makes the request, besides functions.
create temporary table expressions on commit drop as
select concat_ws(' ', qual, with_check) as body from pg_catalog.pg_policies
union all
select pg_get_viewdef(c.oid) from pg_catalog.pg_class as c
where c.relkind = 'v' and c.relnamespace = 'public'::regnamespace
union all
select pg_get_expr(d.adbin, d.adrelid) from pg_catalog.pg_attrdef as d
union all
select pg_get_constraintdef(c.oid) from pg_catalog.pg_constraint as c where c.contype = 'c'
union all
select pg_get_indexdef(i.indexrelid) from pg_catalog.pg_index as i where i.indexprs is not null;

-- Comments in bodies name functions too.
update ours set body = regexp_replace(body, '--[^\n]*', '', 'g');

create function pg_temp.calls(body text, callee text) returns boolean language sql immutable as $$
  select body ~ ('\mprivate\.' || callee || '\M')
$$;

create temporary view unneeded as
select helper.name
from ours as helper
where
  helper.schema_name = 'private' and helper.is_open and helper.name <> 'begin_request'
  and not exists (select from expressions as e where pg_temp.calls(e.body, helper.name))
  and not exists (
    select from ours as caller
    where
      caller.oid <> helper.oid and not caller.prosecdef and (caller.is_open or caller.is_trigger)
      and pg_temp.calls(caller.body, helper.name)
  );

select cmp_ok((select count(*) from ours where is_open and schema_name = 'private'), '>=', 20::bigint, 'the helpers are found');
select is_empty('select name from unneeded order by name', 'each is needed by something that runs as its caller');
create function private.nobody_calls_this() returns integer language sql set search_path = '' as 'select 1';
insert into ours
values (0, 'nobody_calls_this', 'private', false, false, '', true);
select set_eq('select name from unneeded', array['nobody_calls_this'], 'one that nothing needs is found');

select * from finish();
rollback;
