-- What roles may do: read by who manages collaborators, written by RPCs.
-- row: T08 T23 R20
begin;
select plan(12);

create temporary table existing on commit drop as select count(*) as rows from public.role_permissions;
grant select on existing to public;
select cmp_ok((select rows from existing), '>', 70::bigint, 'there are such rows');
insert into public.person_permissions (person_id, resource, action, effect, is_all_domains, reason)
values
  (tests.person('user@user.com'), 'fees', 'view', 'allow', true, 'a trial'),
  (tests.person('staff@demo.example'), 'cases', 'view', 'deny', true, 'a leave');

select tests.as('admin@admin.com', 'aal2');
select is((select count(*) from public.role_permissions), (select rows from existing), 'admin reads every row');
select is(
  tests.refusal($$insert into public.role_permissions (role_key, resource, action) values ('client_user', 'fees', 'manage')$$),
  '42501', 'even admin adds none past the RPCs'
);
select is(tests.refusal($$update public.role_permissions set action = 'manage'$$), '42501', 'changes none');
select is(tests.refusal('delete from public.role_permissions'), '42501', 'and deletes none');

select tests.as('user@user.com', 'aal2');
select is(
  (select count(*) from public.role_permissions), 0::bigint,
  'a client user reads no row, not even the own'
);
select is(
  tests.refusal($$insert into public.role_permissions (role_key, resource, action) values ('client_user', 'fees', 'manage')$$),
  '42501', 'adds none'
);
select is(tests.refusal($$update public.role_permissions set action = 'manage'$$), '42501', 'changes none');
select is(tests.refusal('delete from public.role_permissions'), '42501', 'deletes none');
select tests.as('staff@demo.example', 'aal2');
select is((select count(*) from public.role_permissions), 0::bigint, 'staff reads no row');

select tests.as_anon();
select is(tests.refusal('select from public.role_permissions'), '42501', 'anon is refused');

select tests.back();
select is((select count(*) from public.role_permissions), (select rows from existing), 'and every row is still there');

select * from finish();
rollback;
