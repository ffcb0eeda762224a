-- Who manages collaborators still touches nobody of the own rank or above, by whatever RPC.
-- row: T04 C06
begin;
select plan(34);
update public.security_settings set is_strong_auth_relaxed_locally = false;

-- A lead manages people, below admin; two others have the rank of a lead and one less.
insert into public.roles (key, title, rank, landing_route, is_domain_bound)
values ('lead', 'Lead', 60, '/', false), ('low', 'Low', 59, '/', false), ('least', 'Least', 1, '/', false);
insert into public.role_permissions
select 'lead' as role_key, p.resource, p.action from public.permissions as p;
create temporary table actors (email text, role_key text) on commit drop;
insert into actors values
('staff@demo.example', 'lead'), ('support@demo.example', 'lead'), ('user@user.com', 'low');
update public.people set role_key = actors.role_key from actors where people.email = actors.email::extensions.citext;
delete from public.memberships
where person_id in (select tests.person(actors.email) from actors);
insert into public.memberships (person_id, role_key, is_all_domains)
select tests.person(actors.email), actors.role_key, true from actors;

insert into auth.sessions (id, user_id)
select gen_random_uuid(), users.id from auth.users;
insert into public.person_permissions (person_id, resource, action, effect, is_all_domains, reason)
select tests.person(actors.email), 'support', 'view', 'allow', true, 'x' from actors;

create temporary table calls (name text, arguments text) on commit drop;
insert into calls values
('assign_domains', $$%1$s, array[tests.domain('abtasty.com')], %2$s, reason => 'x'$$),
('delete_person', $$%1$s, 'x'$$),
('grant_person_permission', $$%1$s, 'cases.view', 'deny', 'x'$$),
('request_credential_reset', $$%1$s, 'password', 'x'$$),
('revoke_all_sessions', $$%1$s, 'x'$$),
('revoke_person_permission', $$(select id from public.person_permissions where person_id = %1$s), 'x'$$),
('revoke_session', $$(select given.id from sessions as given where given.person_id = %1$s)$$),
('set_person_org', $$%1$s, '20000000-0000-4000-8000-000000000002', %2$s, 'x'$$),
('set_person_role', $$%1$s, 'least', 'x', %2$s$$),
('set_person_status', $$%1$s, 'disabled', 'x'$$),
('update_person_profile', $$%1$s, %2$s, 'New'$$);
create temporary table sessions on commit drop as
select sessions.id, people.id as person_id
from auth.sessions
inner join public.people on people.auth_user_id = sessions.user_id;
grant select on sessions to authenticated;

-- What the call is answered; what it did is taken back.
create function pg_temp.answer(name text, email text) returns text language plpgsql as $$
declare
  person public.people := (select p from public.people as p where p.id = tests.person(answer.email));
  arguments text := format((select c.arguments from calls as c where c.name = answer.name),
    quote_literal(person.id) || '::uuid', person.version);
  reason text;
begin
  perform tests.as('staff@demo.example', 'aal2');
  reason := tests.refusal(format('select public.%I(%s)', answer.name, arguments));
  raise exception 'enough' using errcode = 'UNDO1';
exception
  when sqlstate 'UNDO1' then return reason;
end;
$$;

select is(pg_temp.answer(name, 'support@demo.example'), '42501 RANK_TOO_LOW', name || ': not of somebody of the same rank')
from calls;
select is(pg_temp.answer(name, 'user@user.com'), null, name || ': of somebody of lower rank')
from calls;

-- The rank of a membership counts, also of one that begins tomorrow; of one that ended it does not.
update public.people set role_key = 'low' where email = 'support@demo.example';
select is(pg_temp.answer('set_person_org', 'support@demo.example'), '42501 RANK_TOO_LOW', 'a membership gives rank');
update public.memberships set valid = tstzrange(now() + interval '1 day', null)
where person_id = tests.person('support@demo.example');
select is(pg_temp.answer('set_person_org', 'support@demo.example'), '42501 RANK_TOO_LOW', 'one that is to come, too');
update public.memberships set valid = tstzrange(now() + interval '1 day', now() + interval '2 days')
where person_id = tests.person('support@demo.example');
select is(pg_temp.answer('set_person_org', 'support@demo.example'), '42501 RANK_TOO_LOW', 'also for a time');
update public.memberships set valid = tstzrange(now() - interval '2 days', now() - interval '1 day')
where person_id = tests.person('support@demo.example');
select is(pg_temp.answer('set_person_org', 'support@demo.example'), null, 'one that ended does not');

-- Nor a role above the own, nor what the caller does not hold himself.
insert into public.roles (key, title, rank, landing_route, is_domain_bound)
values ('above', 'Above', 61, '/', false), ('beside', 'Beside', 60, '/', false);
delete from public.role_permissions
where role_key = 'lead' and resource = 'orders';
insert into public.role_permissions
values ('beside', 'orders', 'view');
create function pg_temp.change(role_key text, permissions text) returns text language sql as $$
  select tests.refusal(format('select public.set_role_permissions(%L, %L, ''x'', 1)', change.role_key, change.permissions)) $$;
grant execute on function pg_temp.change to authenticated;
select tests.as('staff@demo.example', 'aal2');
select is(pg_temp.change('above', '{}'), '42501 RANK_TOO_LOW', 'a role above the own stays');
select is(pg_temp.change('low', '{cases.view,orders.view}'), '42501 PERMISSION_DENIED', 'nobody gives what he does not hold');
select is(pg_temp.change('beside', '{cases.view,orders.view}'), null, 'what the role holds already was given by others');
select is(pg_temp.change('low', '{cases.view}'), null, 'what he holds, he gives');

-- Whoever was invited has a rank already, and an operation of two is about somebody.
select tests.back();
insert into public.people (email, role_key)
values ('same@example.com', 'lead'), ('lower@example.com', 'low');
insert into public.approvals (rpc, subject_id, arguments, reason, requested_by, expires_at)
select 'request_credential_reset', person.id, '{}', 'x', tests.person('admin@admin.com'), now() + interval '1 hour'
from public.people as person where person.email in ('same@example.com', 'lower@example.com');
create function pg_temp.invite(email text) returns text language sql as $$
  select tests.refusal(format('select public.invite_collaborator(%L, ''least'', is_all_domains => true)', invite.email)) $$;
create function pg_temp.approve(email text) returns text language sql as $$
  select tests.refusal(format('select public.approve_operation(%L)', (
    select a.id from public.approvals as a where a.subject_id = tests.person(approve.email)))) $$;
grant execute on function pg_temp.invite, pg_temp.approve to authenticated;
select tests.as('staff@demo.example', 'aal2');
select is(pg_temp.invite('same@example.com'), '42501 RANK_TOO_LOW', 'nobody of the own rank is invited to another role');
select is(pg_temp.approve('same@example.com'), '42501 RANK_TOO_LOW', 'nor is what somebody asked about him approved');
select is(pg_temp.approve('lower@example.com'), null, 'about somebody of lower rank it is');
select is(pg_temp.invite('lower@example.com'), null, 'who is invited to another role, too');

select * from finish();
rollback;
