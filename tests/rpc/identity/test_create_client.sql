-- row: R14 R20
begin;
select plan(9);
select tests.as('admin@admin.com');
select is((select row(name, plan, status, version, created_by)::text
  from public.create_client('  Acme ', 'gold', 'trial')),
  '(Acme,gold,trial,1,00000000-0000-4000-8000-000000000001)', 'a client, with who made it');
select is(
  tests.refusal('select public.create_client(''ACME'')'), '23505 CLIENT_EXISTS',
  'one name, one client, whatever the case'
);
select is(tests.refusal(format('select public.create_client(%s)', args)), '22023 INVALID_INPUT', args || ' is refused')
from (values ('null'), (''' '''), ('''x'', ''No Plan'''), ('''x'', ''gold'', ''gone''')) as cases (args);
select tests.as('user@user.com', 'aal2');
select is(
  tests.refusal('select public.create_client(''Mine'')'), '42501 PERMISSION_DENIED',
  'a client user may not'
);
select tests.as_anon();
select is(tests.refusal('select public.create_client(''Mine'')'), '42501', 'nor anon');
select tests.back();
select is((select array_agg(actor_person_id) from public.audit_log
  where resource = 'clients' and actor_person_id is not null),
  array[tests.person('admin@admin.com')], 'the log has the one');
select * from finish();
rollback;
