-- Disabling and enabling an account.
-- row: T30
-- row: T04
begin;
select plan(22);
-- A local database may do without a strong login; here it is wanted.
update public.security_settings set is_strong_auth_relaxed_locally = false;
insert into public.people (email, role_key) values ('invited@x.example', 'staff');

create temporary table ids on commit drop as
select tests.person('user@user.com') as client_user, tests.person('admin@admin.com') as admin, tests.person('staff@demo.example') as staff;
grant select on ids to anon, authenticated;
insert into auth.sessions (id, user_id) values (gen_random_uuid(), (select client_user from ids));

select tests.as('staff@demo.example', 'aal2');
select is(tests.refusal('select public.set_person_status(client_user, ''disabled'', ''x'') from ids'), '42501 PERMISSION_DENIED', 'staff may not disable');
select tests.as('user@user.com', 'aal2');
select is(tests.refusal('select public.set_person_status(staff, ''disabled'', ''x'') from ids'), '42501 PERMISSION_DENIED', 'a client user may not disable');
select tests.as_anon();
select is(tests.refusal('select public.set_person_status(staff, ''disabled'', ''x'') from ids'), '42501', 'anon may not disable');

select tests.as('admin@admin.com');
select is(tests.refusal('select public.set_person_status(client_user, ''disabled'', ''x'') from ids'), '42501 STEP_UP_REQUIRED', 'admin needs a strong login');
select tests.as('admin@admin.com', 'aal2');
select is(tests.refusal('select public.set_person_status(client_user, ''disabled'', null) from ids'), '22023 REASON_REQUIRED', 'and a reason');
select is(tests.refusal('select public.set_person_status(admin, ''disabled'', ''x'') from ids'), '42501 NOT_YOURSELF', 'an admin does not disable the own account');
select is(tests.refusal('select public.set_person_status(client_user, ''deleted'', ''x'') from ids'), '22023 INVALID_INPUT', 'deleting is another call');
select is(tests.refusal('select public.set_person_status(client_user, ''disabled'', ''x'', 99) from ids'), '40001 STALE_VERSION', 'a stale version is refused');
select is(tests.refusal('select public.set_person_status(client_user, null, ''x'') from ids'), '22023 INVALID_INPUT', 'so is no status');
select throws_ok(
  $$select public.set_person_status(tests.person('invited@x.example'), 'disabled', 'x')$$, '22023',
  'person_id: this person has not joined yet; cancel the invitation instead', 'who is only invited is not disabled'
);

-- The token stays the same throughout; what counts is the table.
select tests.as('user@user.com');
select is(cardinality(private.domains_with('conversations.view')), 1, 'a client user sees one domain');
select tests.as('admin@admin.com', 'aal2');
select is((select (public.set_person_status(client_user, 'disabled', 'left')).status from ids), 'disabled', 'admin disables');
select is((select (public.set_person_status(client_user, 'disabled', 'left')).status from ids), 'disabled', 'twice is once');
select tests.back();
select is((select count(*) from auth.sessions where user_id = (select client_user from ids)), 0::bigint, 'the sessions are gone');
select is((select array_agg(topic) from private.outbox), array['auth.ban'], 'the auth service is told once');
select tests.as('user@user.com', 'aal1', jsonb_build_object('iat', extract(epoch from now())::bigint + 60));
select is(cardinality(private.domains_with('conversations.view')), 0, 'a disabled person sees nothing, with a token however new');
select tests.as('admin@admin.com', 'aal2');
select is((select (public.set_person_status(client_user, 'active', 'back')).status from ids), 'active', 'admin enables');
select tests.as('user@user.com', 'aal1', jsonb_build_object('iat', extract(epoch from now())::bigint - 60));
select is(cardinality(private.domains_with('conversations.view')), 0, 'a token from before stays void');
select tests.as('user@user.com', 'aal1', jsonb_build_object('iat', extract(epoch from now())::bigint + 60));
select is(cardinality(private.domains_with('conversations.view')), 1, 'a new one sees the same domain as before');

-- The last admin stays, whoever asks.
select tests.as('admin@admin.com', 'aal2');
select is((select (public.clone_role('admin', 'chief', 'Chief')).rank), 100, 'a role as high as admin');
select tests.back();
update public.people set role_key = 'chief' where id = (select staff from ids);
update public.memberships set role_key = 'chief', domain_id = null, is_all_domains = true where person_id = (select staff from ids);
select tests.as('staff@demo.example', 'aal2');
select is(tests.refusal('select public.set_person_status(admin, ''disabled'', ''x'') from ids'), '42501 LAST_ADMIN', 'does not disable the last admin');
select is(tests.refusal('select public.set_person_role(admin, ''support'', ''x'', (select p.version from public.people as p where p.id = admin)) from ids'), '42501 LAST_ADMIN', 'nor demote');

select * from finish();
rollback;
