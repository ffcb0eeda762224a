-- Deleting a person.
-- row: C09
-- row: T04
begin;
select plan(21);
-- A local database may do without a strong login; here it is wanted.
update public.security_settings set is_strong_auth_relaxed_locally = false;

create temporary table ids on commit drop as
select tests.person('user@user.com') as client_user, tests.person('admin@admin.com') as admin, tests.person('staff@demo.example') as staff;
grant select on ids to anon, authenticated;
insert into auth.sessions (id, user_id) values (gen_random_uuid(), (select client_user from ids));

-- What people have set and been told, of each of the two a row in each of the tables.
delete from public.notifications;
delete from public.notification_prefs;
delete from public.notification_schedules;
delete from public.person_prefs;
create temporary table two on commit drop as select unnest(array[client_user, staff]) as id from ids;
insert into public.notifications (recipient_id, event, type, severity, title) select id, 'ticket.created', 'ticket', 'info', 'x' from two;
insert into public.notification_prefs (person_id, event, channel, is_on) select id, 'ticket.created', 'email', false from two;
insert into public.notification_schedules (person_id, time_zone) select id, 'UTC' from two;
insert into public.person_prefs (person_id, key, value) select id, 'theme', '"dark"' from two;
create function pg_temp.own(who uuid) returns bigint [] language sql as $$
  select array[
    (select count(*) from public.notifications where recipient_id = who), (select count(*) from public.notification_prefs where person_id = who),
    (select count(*) from public.notification_schedules where person_id = who), (select count(*) from public.person_prefs where person_id = who)
  ]
$$;

select tests.as('staff@demo.example', 'aal2');
select is(tests.refusal('select public.delete_person(client_user, ''x'') from ids'), '42501 PERMISSION_DENIED', 'staff deletes nobody');
select tests.as('support@demo.example', 'aal2');
select is(tests.refusal('select public.delete_person(client_user, ''x'') from ids'), '42501 PERMISSION_DENIED', 'support deletes nobody');
select tests.as('user@user.com', 'aal2');
select is(tests.refusal('select public.delete_person(staff, ''x'') from ids'), '42501 PERMISSION_DENIED', 'a client user deletes nobody');
select tests.as_anon();
select is(tests.refusal('select public.delete_person(staff, ''x'') from ids'), '42501', 'anon deletes nobody');
select tests.as('admin@admin.com');
select is(tests.refusal('select public.delete_person(client_user, ''x'') from ids'), '42501 STEP_UP_REQUIRED', 'admin needs a strong login');
select tests.as('admin@admin.com', 'aal2');
select is(tests.refusal('select public.delete_person(admin, ''x'') from ids'), '42501 NOT_YOURSELF', 'and does not delete the own account');

-- Deleted.
select tests.as('admin@admin.com', 'aal2');
select is(tests.refusal('select public.delete_person(client_user, ''asked for it'', gen_random_uuid()) from ids'), '22023 INVALID_INPUT', 'work passes to somebody who is there');
select is(tests.refusal('select public.delete_person(client_user, '' '') from ids'), '22023 REASON_REQUIRED', 'a reason is wanted');
select is(tests.refusal('select public.delete_person(client_user, ''asked for it'', staff) from ids'), null, 'admin deletes');
select is(tests.refusal('select public.delete_person(client_user, ''again'') from ids'), 'P0002 NOT_FOUND', 'once');
select tests.back();
select results_eq(
  $$ select status, display_name, email ~ '^deleted-.*@deleted.invalid$', (select count(*) from public.memberships m where m.person_id = p.id)
     from public.people p where id = (select client_user from ids) $$,
  $$ values ('deleted', 'deleted user #00000000', true, 0::bigint) $$, 'what was personal is gone, the id stays'
);
select is((select pg_temp.own(client_user) from ids), '{0,0,0,0}', 'with what was set and told');
select is((select pg_temp.own(staff) from ids), '{1,1,1,1}', 'of nobody else');
select is(
  (select count(*) from public.audit_log where (before::text || coalesce(after::text, '')) ~ 'user@user.com|Uma'), 0::bigint,
  'nor does the audit log know it'
);
select is(
  (select array_agg(after ->> 'reassigned_to') from public.audit_log where action = 'delete_person' and resource_id = (select client_user::text from ids)),
  (select array[staff::text] from ids), 'but that, why and to whom'
);
select is((select count(*) from auth.sessions where user_id = (select client_user from ids)), 0::bigint, 'the sessions are gone');
select is((select array_agg(topic) from private.outbox), array['auth.delete_user'], 'and the account will be');
select tests.as('user@user.com', 'aal1', jsonb_build_object('iat', extract(epoch from now())::bigint + 60));
select is(cardinality(private.domains_with('conversations.view')), 0, 'a deleted person sees nothing');
select tests.as('admin@admin.com', 'aal2');
select is(
  tests.refusal($$ select public.invite_collaborator('user@user.com', 'client_user', array['10000000-0000-4000-8000-000000000001']::uuid[]) $$),
  null, 'the address can be invited anew'
);

-- The last admin stays, whoever asks.
select is((select (public.clone_role('admin', 'chief', 'Chief')).rank), 100, 'a role as high as admin');
select tests.back();
update public.people set role_key = 'chief' where id = (select staff from ids);
update public.memberships set role_key = 'chief', domain_id = null, is_all_domains = true where person_id = (select staff from ids);
select tests.as('staff@demo.example', 'aal2');
select is(tests.refusal('select public.delete_person(admin, ''x'') from ids'), '42501 LAST_ADMIN', 'does not delete the last admin');

select * from finish();
rollback;
