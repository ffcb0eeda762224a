-- Settings by environment: only those of this database's own environment, only for admin.
-- row: T01 C05 C44
begin;
select plan(15);
select tests.environment('test');
delete from public.env_settings; -- those of the demo
insert into public.env_settings (environment, key, value)
values ('test', 'feature.one', 'true'), ('production', 'feature.one', 'false');

-- Something else that only admins may do is not what is asked for.
insert into public.person_permissions (person_id, resource, action, effect, is_all_domains, reason)
values (tests.person('admin@admin.com'), 'access_log', 'view', 'deny', true, 'x');

select tests.as('admin@admin.com', 'aal2');
select is(
  (select array_agg(environment || ' ' || value) from public.env_settings), array['test true'],
  'admin reads this environment''s row alone'
);
select is(
  tests.rows_affected('insert into public.env_settings values (''test'', ''feature.two'', ''1'')'),
  1::bigint, 'adds one for it'
);
select is(
  tests.refusal('insert into public.env_settings values (''production'', ''feature.two'', ''1'')'),
  '42501', 'and none for another'
);
select is(
  tests.rows_affected('update public.env_settings set value = ''2'''), 2::bigint, 'changes its rows'
);
select is(tests.rows_affected('delete from public.env_settings'), 2::bigint, 'deletes its rows');

select tests.back();
insert into public.env_settings (environment, key, value) values ('test', 'feature.three', '3');
select tests.as('user@user.com', 'aal2');
select is((select count(*) from public.env_settings), 0::bigint, 'a client user reads none');
select is(
  tests.refusal('insert into public.env_settings values (''test'', ''feature.x'', ''1'')'), '42501',
  'and adds none'
);
select is(tests.rows_affected('update public.env_settings set value = ''2'''), 0::bigint, 'nor changes any');
select is(tests.rows_affected('delete from public.env_settings'), 0::bigint, 'nor deletes any');
select tests.as('admin@admin.com', 'aal1');
select is(
  tests.refusal('insert into public.env_settings values (''test'', ''feature.x'', ''1'')'), '42501',
  'a password alone does not let admin write'
);
select is(tests.rows_affected('update public.env_settings set value = ''2'''), 0::bigint, 'nor change');
select is(tests.rows_affected('delete from public.env_settings'), 0::bigint, 'nor delete');
-- The column is not granted; if it were, no row would leave this environment.
select tests.back();
grant update (environment) on public.env_settings to authenticated;
select tests.as('admin@admin.com', 'aal2');
select is(tests.refusal('update public.env_settings set environment = ''production'''), '42501', 'nobody gives a row to another environment');
select tests.as_anon();
select is(tests.refusal('select from public.env_settings'), '42501', 'anon is refused');

select tests.back();
select is(
  (select array_agg(environment || ' ' || value order by value) from public.env_settings),
  array['test 3', 'production false'], 'the other environment''s row was never touched'
);

select * from finish();
rollback;
