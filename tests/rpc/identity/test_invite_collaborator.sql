-- Inviting a collaborator.
-- row: T27
-- row: C08
begin;
select plan(34);
-- A local database may do without a strong login; here it is wanted.
update public.security_settings set is_strong_auth_relaxed_locally = false;

create function pg_temp.invite(rest text default '') returns text language sql as $$
  select format('select public.invite_collaborator(''New@Example.com'', ''support'', array[tests.domain(''abtasty.com'')]%s)', rest)
$$;
grant execute on function pg_temp.invite(text) to anon, authenticated;

-- Who may.
select tests.as('staff@demo.example', 'aal2');
select is(tests.refusal(pg_temp.invite()), '42501 PERMISSION_DENIED', 'staff may not invite');
select tests.as('support@demo.example', 'aal2');
select is(tests.refusal(pg_temp.invite()), '42501 PERMISSION_DENIED', 'support may not invite');
select tests.as('user@user.com', 'aal2');
select is(tests.refusal(pg_temp.invite()), '42501 PERMISSION_DENIED', 'a client user may not invite');
select tests.as_anon();
select is(tests.refusal(pg_temp.invite()), '42501', 'anon may not invite');
select tests.as('admin@admin.com');
select is(tests.refusal(pg_temp.invite()), '42501 STEP_UP_REQUIRED', 'admin needs a strong login');

-- Bad input.
select tests.as('admin@admin.com', 'aal2');
select is(
  tests.refusal($$ select public.invite_collaborator('not an address', 'support', is_all_domains => true) $$),
  '22023 INVALID_INPUT', 'an address is wanted'
);
select is(
  tests.refusal($$ select public.invite_collaborator('a@x.example,y.example', 'support', is_all_domains => true) $$),
  '22023 INVALID_INPUT', 'one address, not two'
);
select is(
  tests.refusal($$ select public.invite_collaborator('<a@x.example>', 'support', is_all_domains => true) $$),
  '22023 INVALID_INPUT', 'and no brackets around it'
);
select is(
  tests.refusal(format(
    'select public.invite_collaborator(%L, ''support'', is_all_domains => true)', repeat('a', 64) || '@' || repeat('b.', 94) || 'cc'
  )),
  '22023 INVALID_INPUT', 'nor one that no mail server takes'
);
select is(
  tests.refusal($$ select public.invite_collaborator(null, 'support', is_all_domains => true) $$),
  '22023 INVALID_INPUT', 'null is no address'
);
select is(
  tests.refusal($$ select public.invite_collaborator('a@example.com', 'nobody', is_all_domains => true) $$),
  '22023 INVALID_INPUT', 'a role is wanted'
);
select is(
  tests.refusal($$ select public.invite_collaborator('a@example.com', 'support') $$),
  '22023 INVALID_INPUT', 'no domains does not mean all'
);
select is(
  tests.refusal($$ select public.invite_collaborator('a@example.com', 'support', array[gen_random_uuid()]) $$),
  '22023 INVALID_INPUT', 'domains must be there'
);
select is(
  tests.refusal($$ select public.invite_collaborator('a@example.com', 'support', array[null]::uuid[]) $$),
  '22023 INVALID_INPUT', 'and be named'
);
select is(
  tests.refusal($$ select public.invite_collaborator('a@example.com', 'client_user', is_all_domains => true) $$),
  '42501 ROLE_IS_DOMAIN_BOUND', 'a client user never gets all domains'
);
select is(
  tests.refusal($$ select public.invite_collaborator('a@example.com', 'guardian', array[tests.domain('toto.example')]) $$),
  '22023 ROLE_NOT_INVITABLE', 'a guardian is no collaborator'
);
select public.clone_role('guardian', 'night_guardian', 'Night guardian');
select is(
  tests.refusal($$ select public.invite_collaborator('a@example.com', 'night_guardian', array[tests.domain('toto.example')]) $$),
  '22023 ROLE_NOT_INVITABLE', 'nor is one of a role made from it'
);
select is(
  tests.refusal($$ select public.invite_collaborator('staff@demo.example', 'support', is_all_domains => true) $$),
  'PT409 ALREADY_COLLABORATOR', 'whoever joined is not invited'
);
select tests.back();
select is((select count(*) from public.invitations), 0::bigint, 'a refused invitation leaves nothing');

-- Invited once, and again.
select tests.as('admin@admin.com', 'aal2');
select is(tests.refusal(pg_temp.invite(', idempotency_key => ''k1''')), null, 'admin invites');
select is(tests.refusal(pg_temp.invite(', idempotency_key => ''k1''')), null, 'a repeated call');
select tests.back();
select results_eq(
  $$ select p.email::text, p.status, p.role_key, m.domain_id, i.sent_count, i.expires_at - now()
     from public.people as p
     join public.memberships as m on m.person_id = p.id join public.invitations as i on i.person_id = p.id
     where p.email = 'new@example.com' $$,
  $$ values ('new@example.com', 'invited', 'support', tests.domain('abtasty.com'), 1, interval '7 days') $$,
  'is the same one invitation'
);
select is((select count(*) from private.outbox where topic = 'auth.invite'), 1::bigint, 'and one mail');
select tests.as('admin@admin.com', 'aal2');
select is(tests.refusal(pg_temp.invite(', idempotency_key => ''k2''')), null, 'inviting anew');
select tests.back();
select is((select array_agg(sent_count) from public.invitations), array[2], 'is the same invitation, sent again');
select is((select count(*) from private.outbox where topic = 'auth.invite'), 2::bigint, 'with a second mail');
select is(
  (select count(*) from private.outbox where payload::text ~* 'token|link|password'), 0::bigint, 'no mail holds a secret'
);

-- Accepting.
savepoint before_expiry;
update public.invitations set expires_at = now();
select is(
  tests.refusal($$ select private.accept_invitation(tests.person('new@example.com')) $$),
  '42501 INVITATION_EXPIRED', 'an expired invitation activates nobody'
);
rollback to before_expiry;
select is(
  tests.refusal($$ select private.accept_invitation(tests.person('new@example.com')) $$), null, 'an open one is accepted'
);
select is(
  (select status from public.people where id = tests.person('new@example.com')), 'active', 'and makes the person active'
);
select is(
  tests.refusal($$ select private.accept_invitation(tests.person('new@example.com')) $$),
  '42501 INVITATION_EXPIRED', 'once'
);
select is(
  (
    select array_agg(l.action || ' ' || l.resource order by l.id) from public.audit_log as l
    where l.resource in ('invitations', 'people') and l.transaction_id = pg_current_xact_id() and l.resource <> 'security_settings'
  ),
  array['insert people', 'insert invitations', 'update invitations', 'update invitations', 'update people'], 'every step is audited'
);

-- A constraint's message would carry the row, with its address, into answers and logs.
select tests.as('admin@admin.com', 'aal2');
select is(
  tests.refusal($$ select public.invite_collaborator('long@example.com', 'support', is_all_domains => true, display_name => repeat('x', 201)) $$),
  '22023 INVALID_INPUT', 'a name has an end'
);
select is(
  tests.refusal($$ select public.invite_collaborator('long@example.com', 'support', is_all_domains => true, idempotency_key => repeat('x', 201)) $$),
  '22023 INVALID_INPUT', 'so has a key'
);

select * from finish();
rollback;
