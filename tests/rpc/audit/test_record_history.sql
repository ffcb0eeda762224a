-- What happened to one row.
-- row: T56
begin;
select plan(10);

update public.clients set plan = 'enterprise', name = 'AB Tasty SA' where id = '20000000-0000-4000-8000-000000000001';
update public.clients set plan = 'trial' where id = '20000000-0000-4000-8000-000000000001';

select tests.as('admin@admin.com');
create temporary table history on commit drop as
select * from public.record_history('clients', '20000000-0000-4000-8000-000000000001');
select results_eq(
  $$ select action, changes -> 'plan' ->> 'after' from history order by id desc limit 2 $$,
  $$ values ('update', 'trial'), ('update', 'enterprise') $$, 'newest first'
);
select is(
  (select array_agg(k order by k) from (select changes from history order by id desc offset 1 limit 1) as h, jsonb_object_keys(h.changes) as k),
  array['name', 'plan'], 'only what changed is told'
);
select is(
  (select changes -> 'plan' from history order by id desc limit 1), '{"before": "enterprise", "after": "trial"}', 'with before and after'
);
select is(
  (select array_agg(h.id) from public.record_history('clients', '20000000-0000-4000-8000-000000000001', page_size => 1, after => (select max(id) from history)) as h),
  (select array_agg(id) from (select id from history order by id desc offset 1 limit 1) as second), 'pages go on after an id'
);
select is(tests.refusal($$ select public.record_history('clients', 'x', page_size => 501) $$), '22023 INVALID_INPUT', 'pages have an end');
select is(
  (select count(*) from public.access_log where resource like 'audit_log/clients/%'), 2::bigint, 'each look is noted'
);
select is(
  (select count(*) from public.record_history('domains', '20000000-0000-4000-8000-000000000001')), 0::bigint,
  'a row of another table with the same id is another row'
);
select tests.as('staff@demo.example');
select is(tests.refusal($$ select public.record_history('clients', 'x') $$), '42501 PERMISSION_DENIED', 'staff may not ask');
select tests.as('user@user.com');
select is(tests.refusal($$ select public.record_history('clients', 'x') $$), '42501 PERMISSION_DENIED', 'a client user may not ask');
select tests.as_anon();
select is(tests.refusal($$ select public.record_history('clients', 'x') $$), '42501', 'anon is refused');

select * from finish();
rollback;
