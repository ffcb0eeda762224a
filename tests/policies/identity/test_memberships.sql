-- Memberships are access itself: read by who manages collaborators, written by RPCs.
-- row: T10 R15 R20 R25
begin;
select plan(11);

select tests.back();
insert into public.person_permissions (person_id, resource, action, effect, is_all_domains, reason)
values
  (tests.person('user@user.com'), 'fees', 'view', 'allow', true, 'a trial'),
  (tests.person('staff@demo.example'), 'cases', 'view', 'deny', true, 'a leave');

select tests.as('admin@admin.com', 'aal2');
select is((select count(*) from public.memberships), 8::bigint, 'admin reads every row');
select is(
  tests.refusal($$insert into public.memberships (person_id, role_key, domain_id) values (private.current_person_id(), 'client_user', '10000000-0000-4000-8000-000000000002')$$),
  '42501', 'even admin adds none past the RPCs'
);
select is(
  tests.refusal($$update public.memberships set domain_id = '10000000-0000-4000-8000-000000000002'$$),
  '42501', 'changes none'
);
select is(tests.refusal('delete from public.memberships'), '42501', 'and deletes none');

select tests.as('user@user.com', 'aal2');
select is(
  (select count(*) from public.memberships), 0::bigint,
  'a client user reads no row, not even the own'
);
select is(
  tests.refusal($$insert into public.memberships (person_id, role_key, domain_id) values (private.current_person_id(), 'client_user', '10000000-0000-4000-8000-000000000002')$$),
  '42501', 'adds none'
);
select is(
  tests.refusal($$update public.memberships set domain_id = '10000000-0000-4000-8000-000000000002'$$),
  '42501', 'changes none'
);
select is(tests.refusal('delete from public.memberships'), '42501', 'deletes none');
select tests.as('staff@demo.example', 'aal2');
select is((select count(*) from public.memberships), 0::bigint, 'staff reads no row');

select tests.as_anon();
select is(tests.refusal('select from public.memberships'), '42501', 'anon is refused');

select tests.back();
select is((select count(*) from public.memberships), 8::bigint, 'and every row is still there');

select * from finish();
rollback;
