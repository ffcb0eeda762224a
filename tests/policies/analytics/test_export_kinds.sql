-- What can be exported: each kind is a list that checks its caller itself, and has these columns.
-- row: C50 T49
begin;
select plan(9);

select tests.as('guardian@demo.example');
select cmp_ok((select count(*) from public.export_kinds), '>=', 5::bigint, 'whoever works here reads it');
select is(tests.refusal('update public.export_kinds set rpc = ''list_people'''), '42501', 'and changes nothing');
select tests.as('admin@admin.com', 'aal2');
select is(tests.refusal('insert into public.export_kinds (kind) values (''x'')'), '42501', 'not even admin');
select is(tests.refusal('delete from public.export_kinds'), '42501', 'nor deletes');
select tests.back();
update public.people set status = 'disabled' where email = 'user@user.com';
select tests.as('user@user.com');
select is((select count(*) from public.export_kinds), 0::bigint, 'who is disabled reads nothing');
select tests.as_anon();
select is(tests.refusal('select from public.export_kinds'), '42501', 'anon is refused');
select tests.back();
-- An invoker would read as the worker's definer, past row security.
select is_empty($$
  select k.kind from public.export_kinds as k
  left join pg_catalog.pg_proc as p on p.proname = k.rpc and p.pronamespace = 'public'::regnamespace
    and p.prosecdef and p.provolatile = 's' and p.proargnames @> '{filter,after,page_size,domain_id,cursor}'
  group by k.kind having count(p.oid) <> 1
$$, 'each is one list that asks by itself who reads');
select is_empty($$
  select k.kind, c.name from public.export_kinds as k
  inner join pg_catalog.pg_proc as p on p.proname = k.rpc and p.pronamespace = 'public'::regnamespace
  cross join unnest(k.columns) as c (name)
  where not c.name = any(p.proargnames[p.pronargs + 1:])
$$, 'with these columns');
select is_empty($$
  select k.kind from public.export_kinds as k
  where not exists (select from public.permissions as p where p.resource || '.' || p.action = k.permission)
$$, 'and a permission that there is');

select * from finish();
rollback;
