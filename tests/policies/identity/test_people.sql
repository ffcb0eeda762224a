-- People: everybody reads the own row and edits the own profile; who manages collaborators reads all.
-- row: T10 T28 R20 R25
begin;
select plan(21);

select tests.as('admin@admin.com');
select is((select count(*) from public.people), 7::bigint, 'admin reads everybody');
select is(
  tests.rows_affected('update public.people set display_name = ''X'' where email = ''user@user.com'''),
  0::bigint, 'admin writes no other profile past update_person_profile()'
);
select is(
  tests.refusal('insert into public.people (email, role_key) values (''new@x.example'', ''staff'')'),
  '42501', 'and adds nobody past invite_collaborator()'
);

select tests.as('staff@demo.example');
select is(
  (select array_agg(email::text) from public.people), array['staff@demo.example'],
  'staff reads the own row alone'
);
select tests.as('user@user.com');
select is(
  (select array_agg(email::text) from public.people), array['user@user.com'],
  'a client user reads the own row alone'
);
select is(
  tests.rows_affected('update public.people set display_name = ''Renamed'''), 1::bigint,
  'an update of everybody reaches the own row alone'
);
select is(tests.refusal('update public.people set role_key = ''admin'''), '42501', 'not the own role');
select is(tests.refusal('update public.people set status = ''active'''), '42501', 'not the status');
select is(tests.refusal('update public.people set org_id = null'), '42501', 'not the organization');
select is(tests.refusal('update public.people set email = ''a@b.example'''), '42501', 'not the e-mail');
select is(
  tests.refusal('update public.people set auth_user_id = null'), '42501', 'not the account'
);
select is(
  tests.refusal('update public.people set sessions_valid_after = ''-infinity'''), '42501',
  'not the end of the sessions'
);
select is(tests.refusal('delete from public.people'), '42501', 'and deletes nobody');

select is(
  tests.refusal('update public.people set time_zone = repeat(''x'', 100000)'), '23514',
  'nor anything for a time zone'
);

select tests.as_anon();
select is(tests.refusal('select from public.people'), '42501', 'anon is refused');

-- In the demo a person and the account have the same id; nobody else's do.
select tests.back();
insert into public.people (email, role_key, status, auth_user_id)
values ('two-ids@x.example', 'support', 'active', tests.sign_up('two-ids@x.example'));
select tests.as('two-ids@x.example');
select is((select array_agg(email::text) from public.people), array['two-ids@x.example'], 'the own row is that of the person');
select is(
  tests.rows_affected('update public.people set display_name = ''Two Ids'''), 1::bigint, 'and can be changed'
);

select tests.back();
select is(
  (select array_agg(email::text || ' ' || version) from public.people where display_name = 'Renamed'),
  array['user@user.com 2'], 'one row was renamed'
);
select is(
  tests.refusal('insert into public.people (email, role_key) values (''USER@user.com'', ''staff'')'),
  '23514', 'addresses are kept in lower case'
);
select is(
  tests.refusal('insert into public.people (email, role_key) values (''user@user.com'', ''staff'')'),
  '23505', 'and belong to one person who is not deleted'
);

-- The column is not granted; if it were, nobody would become somebody else.
grant update (id) on public.people to authenticated;
select tests.as('user@user.com');
select is(tests.refusal('update public.people set id = gen_random_uuid()'), '42501', 'nobody gives his row another id');

select * from finish();
rollback;
