-- Resetting what somebody signs in with.
-- row: C11
begin;
select plan(20);
-- A local database may do without a strong login; here it is wanted.
update public.security_settings set is_strong_auth_relaxed_locally = false;

insert into auth.sessions (id, user_id) values (gen_random_uuid(), '00000000-0000-4000-8000-000000000003');
create function pg_temp.reset(kind text, reason text default 'lost it') returns text language sql as $$
  select tests.refusal(format('select public.request_credential_reset(%L, %L, %L)', '00000000-0000-4000-8000-000000000003', kind, reason))
$$;
grant execute on function pg_temp.reset(text, text) to anon, authenticated;
select tests.as('support@demo.example', 'aal2');
select is(pg_temp.reset('password'), '42501 PERMISSION_DENIED', 'support resets nobody');
select tests.as('staff@demo.example', 'aal2');
select is(pg_temp.reset('password'), '42501 PERMISSION_DENIED', 'staff resets nobody');
select tests.as('user@user.com', 'aal2');
select is(pg_temp.reset('password'), '42501 PERMISSION_DENIED', 'a client user resets nobody');
select tests.as_anon();
select is(pg_temp.reset('password'), '42501', 'anon resets nobody');
select tests.as('admin@admin.com', 'aal2');
select is(pg_temp.reset('password', ' '), '22023 REASON_REQUIRED', 'a reason is wanted');
select is(pg_temp.reset('shoes'), '22023 INVALID_INPUT', 'and a kind that there is');
select is(tests.refusal($$ select public.request_credential_reset('00000000-0000-4000-8000-000000000001', 'mfa', 'x') $$), '42501 NOT_YOURSELF', 'not for oneself');
select is(tests.refusal($$ select public.request_credential_reset(gen_random_uuid(), 'mfa', 'x') $$), 'P0002 NOT_FOUND', 'not for nobody');
select tests.back();
insert into public.people (email, role_key, status) values
('invited@x.example', 'support', 'invited'), ('idle@x.example', 'support', 'active');
update public.people set status = 'disabled' where email = 'user@user.com';
select tests.as('admin@admin.com', 'aal2');
select is(
  tests.refusal($$ select public.request_credential_reset(tests.person('invited@x.example'), 'mfa', 'x') $$),
  '22023 INVALID_INPUT', 'nor for somebody who has no account yet'
);
select is(
  tests.refusal($$ select public.request_credential_reset(tests.person('idle@x.example'), 'mfa', 'x') $$),
  '22023 INVALID_INPUT', 'whatever the status'
);
select is(
  tests.refusal($$ select public.request_credential_reset(tests.person('user@user.com'), 'mfa', 'x') $$),
  '22023 INVALID_INPUT', 'nor for a disabled person'
);
select is(pg_temp.reset('password'), null, 'admin resets a password');
select is(pg_temp.reset('mfa'), null, 'the second factors');
select is(pg_temp.reset('passkeys'), null, 'the passkeys');
select is(pg_temp.reset('sessions'), null, 'the sessions');
select tests.back();
select is(
  (select array_agg(topic order by topic) from private.outbox), array['auth.delete_factors', 'auth.delete_passkeys', 'auth.recovery', 'mail.sessions_ended'],
  'one message each for the auth service'
);
select is((select count(*) from auth.sessions where user_id = '00000000-0000-4000-8000-000000000003'), 0::bigint, 'the sessions are gone');
select is((select array_agg(after ->> 'kind' order by id) from public.audit_log where action = 'request_credential_reset' and reason = 'lost it'),
  array['password', 'mfa', 'passkeys', 'sessions'], 'the audit log knows what and why');

-- A second admin, where the installation wants one: see test_approve_operation.sql.
update public.security_settings set is_second_admin_required = true;
select tests.as('admin@admin.com', 'aal2');
select is(
  public.request_credential_reset('00000000-0000-4000-8000-000000000003', 'mfa', 'lost it'), 'approval_requested',
  'one admin alone does not remove factors'
);
select is(
  public.request_credential_reset('00000000-0000-4000-8000-000000000003', 'password', 'lost it'), 'done', 'but resets a password'
);

select * from finish();
rollback;
