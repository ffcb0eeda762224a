-- row: R14 R20
begin;
select plan(9);
create function pg_temp.call(
  version integer, args text, id text default '20000000-0000-4000-8000-000000000001'
)
returns text language sql as $$
  select tests.refusal(format('select public.update_client(%L, %s, %s)', id, version, args))
$$;
grant execute on all functions in schema pg_temp to authenticated;
select tests.as('admin@admin.com');
select is(pg_temp.call(1, 'plan => ''gold'''), null, 'a plan changes');
select is(
  (select row(name, plan, status, version)::text from public.clients where name = 'AB Tasty'),
  '("AB Tasty",gold,active,2)', 'and nothing else'
);
select is(pg_temp.call(1, 'plan => ''gold'''), '40001 STALE_VERSION', 'a stale version is refused');
select is(pg_temp.call(2, 'name => ''Cooking'''), '23505 CLIENT_EXISTS', 'another''s name is refused');
select is(pg_temp.call(2, 'status => ''gone'''), '22023 INVALID_INPUT', 'a status that is none');
select is(pg_temp.call(2, 'name => ''  '''), '22023 INVALID_INPUT', 'no name');
select is(pg_temp.call(2, 'plan => ''gold''', gen_random_uuid()::text), 'P0002 NOT_FOUND', 'no such client');
select tests.as('user@user.com', 'aal2');
select is(
  pg_temp.call(2, 'name => ''Mine'''), '42501 PERMISSION_DENIED',
  'a client user may not change his own'
);
select tests.as_anon();
select is(tests.refusal('select public.update_client(null, 1)'), '42501', 'nor anon');
select * from finish();
rollback;
