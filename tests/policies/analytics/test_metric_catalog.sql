-- The catalogue of metrics: everybody who works here reads it; each row names a function that only reads, checks its
-- caller itself and takes what the row says.
-- row: C48
begin;
select plan(9);

select tests.as('guardian@demo.example');
select cmp_ok((select count(*) from public.metric_catalog), '>=', 8::bigint, 'whoever works here reads it');
select is(tests.refusal('update public.metric_catalog set rpc = ''pg_sleep'''), '42501', 'and changes nothing');
select tests.as('admin@admin.com', 'aal2');
select is(tests.refusal('insert into public.metric_catalog (metric) values (''x'')'), '42501', 'not even admin');
select is(tests.refusal('delete from public.metric_catalog'), '42501', 'nor deletes');
select tests.back();
update public.people set status = 'disabled' where email = 'user@user.com';
select tests.as('user@user.com');
select is((select count(*) from public.metric_catalog), 0::bigint, 'who is disabled reads nothing');
select tests.as_anon();
select is(tests.refusal('select from public.metric_catalog'), '42501', 'anon is refused');

select tests.back();
select is_empty($$
  select c.metric from public.metric_catalog as c
  left join pg_catalog.pg_proc as p on p.proname = c.rpc and p.pronamespace = 'public'::regnamespace
    and p.provolatile = 's' and has_function_privilege('authenticated', p.oid, 'execute')
    and not has_function_privilege('anon', p.oid, 'execute')
  group by c.metric having count(p.oid) <> 1
$$, 'each is one function of the API that only reads');
select is_empty($$
  select c.metric, argument.key from public.metric_catalog as c
  inner join pg_catalog.pg_proc as p on p.proname = c.rpc and p.pronamespace = 'public'::regnamespace
  cross join jsonb_object_keys(c.arguments || '{"filter": "object"}') as argument (key)
  where not argument.key = any(p.proargnames[1:p.pronargs])
$$, 'that takes these arguments');
select is_empty($$
  select c.metric from public.metric_catalog as c
  where not exists (select from public.permissions as p where p.resource || '.' || p.action = c.permission)
$$, 'and asks for a permission that there is');

select * from finish();
rollback;
