-- Organizations: who manages them reads and renames; a client user does not even see his own.
-- row: R14 R20
begin;
select plan(14);

select tests.as('admin@admin.com');
select is((select count(*) from public.clients), 5::bigint, 'admin reads every client');
select is(
  tests.rows_affected('insert into public.clients (name) values (''Newcomer'')'), 1::bigint, 'admin adds one'
);
select is(
  tests.rows_affected('update public.clients set plan = ''gold'' where name = ''Newcomer'''),
  1::bigint, 'admin changes its plan'
);
select is(
  tests.refusal('update public.clients set archived_at = now()'), '42501',
  'admin cannot archive past archive_client()'
);
select is(tests.refusal('update public.clients set version = 9'), '42501', 'nor choose a version');
select is(tests.refusal('delete from public.clients'), '42501', 'nor delete');

select tests.as('user@user.com');
select is((select count(*) from public.clients), 0::bigint, 'a client user reads no client');
select is(
  tests.rows_affected('update public.clients set name = ''Mine'''), 0::bigint, 'and changes none'
);
select is(
  tests.refusal('insert into public.clients (name) values (''Mine'')'), '42501', 'and adds none'
);
select tests.as('staff@demo.example');
select is((select count(*) from public.clients), 0::bigint, 'staff reads no client');

select tests.as_anon();
select is(tests.refusal('select from public.clients'), '42501', 'anon is refused');

select tests.back();
select is(
  (select array_agg(name order by name) from public.clients where plan = 'gold' or name = 'Mine'),
  array['Newcomer'], 'what was refused has changed nothing'
);
select is(
  (select version from public.clients where name = 'Newcomer'), 2, 'the table counts the versions'
);
select is(
  tests.refusal('delete from public.clients where name = ''AB Tasty'''), '23503',
  'not even the owner deletes a client that has domains'
);

select * from finish();
rollback;
