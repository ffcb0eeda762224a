-- Invitations: read by who manages collaborators, written by RPCs alone.
-- row: T27
begin;
select plan(11);

insert into public.people (email, role_key) values ('new@example.com', 'support');
insert into public.invitations (person_id, invited_by, expires_at)
values (tests.person('new@example.com'), tests.person('admin@admin.com'), now() + interval '1 day');
select is(
  tests.refusal($$ insert into public.invitations (person_id, invited_by, expires_at)
    values (tests.person('new@example.com'), tests.person('admin@admin.com'), now()) $$),
  '23505', 'a person has one open invitation'
);

select tests.as('admin@admin.com', 'aal2');
select is((select count(*) from public.invitations), 1::bigint, 'admin reads invitations');
select is(tests.refusal('update public.invitations set expires_at = now()'), '42501', 'and does not write them');
select is(tests.refusal('delete from public.invitations'), '42501', 'nor delete them');
select is(
  tests.refusal($$ insert into public.invitations (person_id, invited_by, expires_at)
    values ('00000000-0000-4000-8000-000000000002', '00000000-0000-4000-8000-000000000001', now()) $$),
  '42501', 'nor make them'
);
select tests.as('staff@demo.example');
select is((select count(*) from public.invitations), 0::bigint, 'staff reads none');
select tests.as('support@demo.example');
select is((select count(*) from public.invitations), 0::bigint, 'support reads none');
select tests.as('user@user.com');
select is((select count(*) from public.invitations), 0::bigint, 'a client user reads none');
select tests.as_anon();
select is(tests.refusal('select from public.invitations'), '42501', 'anon is refused');
select tests.as_service();
select is((select count(*) from public.invitations), 1::bigint, 'the worker reads them');
select is(tests.refusal('update public.invitations set expires_at = now()'), '42501', 'and does not write them');

select * from finish();
rollback;
