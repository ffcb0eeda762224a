-- The list of invitations.
-- row: T27
begin;
select plan(13);
-- A local database may do without a strong login; here it is wanted.
update public.security_settings set is_strong_auth_relaxed_locally = false;

insert into public.people (email, role_key) values ('new@example.com', 'support');
insert into public.invitations (id, person_id, invited_by, expires_at)
values (
  '00000000-0000-0000-0000-00000000000a', tests.person('new@example.com'), tests.person('admin@admin.com'), now() + interval '1 day'
);
insert into public.people (email, role_key) values ('late@example.com', 'staff'), ('in@example.com', 'staff'), ('out@example.com', 'staff');
insert into public.invitations (person_id, invited_by, expires_at, accepted_at, cancelled_at)
select p.id, tests.person('admin@admin.com'), now(), case p.email when 'in@example.com' then now() end, case p.email when 'out@example.com' then now() end
from public.people as p where p.email in ('late@example.com', 'in@example.com', 'out@example.com');

select tests.as('staff@demo.example');
select is(tests.refusal('select public.list_invitations()'), '42501 PERMISSION_DENIED', 'staff lists none');
select tests.as('support@demo.example');
select is(tests.refusal('select public.list_invitations()'), '42501 PERMISSION_DENIED', 'support lists none');
select tests.as('user@user.com');
select is(tests.refusal('select public.list_invitations()'), '42501 PERMISSION_DENIED', 'a client user lists none');
select tests.as_anon();
select is(tests.refusal('select public.list_invitations()'), '42501', 'anon lists none');

select tests.as('admin@admin.com');
select results_eq(
  'select email, role_key, invitation_state from public.list_invitations()', $$ values ('new@example.com', 'support', 'open') $$, 'admin lists the open ones'
);
select is((select array_agg(email) from public.list_invitations('expired')), array['late@example.com'], 'the expired');
select is((select array_agg(email) from public.list_invitations('accepted')), array['in@example.com'], 'the accepted');
select is((select array_agg(email) from public.list_invitations('cancelled')), array['out@example.com'], 'the cancelled');
select is((select count(*) from public.list_invitations('all')), 4::bigint, 'and all');
select is(
  (select count(*) from public.list_invitations('all', after => (select id from public.list_invitations('all', page_size => 1)))), 3::bigint, 'page by page'
);
select is(tests.refusal('select public.list_invitations(''lost'')'), '22023 INVALID_INPUT', 'a state is wanted');
select is(tests.refusal('select public.list_invitations(page_size => 0)'), '22023 INVALID_INPUT', 'and a size');
select is((select count(*) from public.access_log where resource = 'invitations'), 7::bigint, 'each look is noted');

select * from finish();
rollback;
