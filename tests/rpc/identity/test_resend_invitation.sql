-- Sending an invitation again.
-- row: T27
begin;
select plan(15);
-- A local database may do without a strong login; here it is wanted.
update public.security_settings set is_strong_auth_relaxed_locally = false;

insert into public.people (email, role_key) values ('new@example.com', 'support');
insert into public.invitations (id, person_id, invited_by, expires_at)
values (
  '00000000-0000-0000-0000-00000000000a', tests.person('new@example.com'), tests.person('admin@admin.com'), now() + interval '1 day'
);
create function pg_temp.resend(rest text default '', id uuid default '00000000-0000-0000-0000-00000000000a') returns text
language sql as $$ select tests.refusal(format('select public.resend_invitation(%L%s)', resend.id, rest)) $$;
grant execute on function pg_temp.resend(text, uuid) to anon, authenticated;

select tests.as('staff@demo.example', 'aal2');
select is(pg_temp.resend(), '42501 PERMISSION_DENIED', 'staff sends none');
select tests.as('support@demo.example', 'aal2');
select is(pg_temp.resend(), '42501 PERMISSION_DENIED', 'support sends none');
select tests.as('user@user.com', 'aal2');
select is(pg_temp.resend(), '42501 PERMISSION_DENIED', 'a client user sends none');
select tests.as_anon();
select is(pg_temp.resend(), '42501', 'anon sends none');
select tests.as('admin@admin.com');
select is(pg_temp.resend(), '42501 STEP_UP_REQUIRED', 'admin needs a strong login');

select tests.as('admin@admin.com', 'aal2');
select is(pg_temp.resend('', gen_random_uuid()), 'P0002 NOT_FOUND', 'an unknown invitation is not there');
select is(pg_temp.resend(', ''k1'''), null, 'admin sends it again');
select is(pg_temp.resend(', ''k1'''), null, 'a repeated call');
select tests.back();
select is((select count(*) from private.outbox where topic = 'auth.invite'), 1::bigint, 'sends one mail');
update public.invitations set expires_at = now();
select tests.as('admin@admin.com', 'aal2');
select is(pg_temp.resend(), null, 'an expired one can be sent again');
select tests.back();
select results_eq(
  'select sent_count, expires_at - now() from public.invitations', $$ values (3, interval '7 days') $$, 'which renews it'
);
select is((select count(*) from private.outbox where topic = 'auth.invite'), 2::bigint, 'with a mail of its own');
update public.invitations set accepted_at = now();
select tests.as('admin@admin.com', 'aal2');
select is(pg_temp.resend(format(', %L', repeat('x', 201))), '22023 INVALID_INPUT', 'a key has an end');
select is(pg_temp.resend(), 'PT409 INVITATION_CLOSED', 'an accepted one is over');

-- A manager below the top: the invitations of superiors are not his.
select tests.back();
insert into public.people (email, role_key) values ('chief@example.com', 'admin');
insert into public.invitations (id, person_id, invited_by, expires_at) values (
  '00000000-0000-0000-0000-00000000000b', tests.person('chief@example.com'), tests.person('admin@admin.com'), now()
);
insert into public.memberships (person_id, role_key, is_all_domains)
values (tests.person('support@demo.example'), 'support', true);
insert into public.person_permissions (person_id, resource, action, effect, is_all_domains, reason)
values (tests.person('support@demo.example'), 'collaborators', 'manage', 'allow', true, 'x');
select tests.as('support@demo.example', 'aal2');
select is(pg_temp.resend('', '00000000-0000-0000-0000-00000000000b'), '42501 RANK_TOO_LOW', 'nobody resends the invitation of a superior');

select * from finish();
rollback;
