-- The first sign-in binds the account, once, and only for a verified address.
-- row: T02 T27
begin;
select plan(25);
create function pg_temp.invite(email text, expires interval default '7 days') returns void language sql as $$
  with person as (insert into public.people (email, role_key) values (invite.email, 'staff') returning id)
  insert into public.invitations (person_id, invited_by, expires_at)
  select person.id, tests.person('admin@admin.com'), now() + expires from person
$$;
create function pg_temp.account(email text) returns uuid language sql as $$
  select u.auth_user_id from public.people as u where u.email::text = account.email
$$;
select pg_temp.invite('new@x.example');
select pg_temp.invite('late@x.example', '-1 second');
select pg_temp.invite('google@x.example');
update public.people set allowed_providers = '{google}' where email::text = 'google@x.example';
select tests.sign_up('new@x.example');

select tests.as('new@x.example');
select is(
  tests.refusal('select public.link_current_user()'), '42501 NOT_INVITED',
  'an unverified address binds nothing'
);
select tests.back();
select is(pg_temp.account('new@x.example'), null, 'nothing was bound');
update auth.users set email_confirmed_at = now() where email like '%@x.example';
select tests.as('new@x.example');
select is(public.link_current_user(), tests.person('new@x.example'), 'a verified one is bound to its person');
select is(public.me() #>> '{role,key}', 'staff', 'who is active from then on');
select is(public.link_current_user(), tests.person('new@x.example'), 'again: the same answer');
select tests.back();
select is(
  (select version from public.people where email::text = 'new@x.example'),
  3, 'and nothing written the second time'
);
select isnt(
  (select accepted_at from public.invitations where person_id = tests.person('new@x.example')),
  null, 'the invitation is accepted'
);

-- Who is active without an account, or invited again with one: each only lacks the other half.
insert into public.people (email, role_key, status) values ('idle@x.example', 'staff', 'active');
select pg_temp.invite('again@x.example');
select tests.sign_up('idle@x.example'), tests.sign_up('again@x.example');
update auth.users set email_confirmed_at = now() where email in ('idle@x.example', 'again@x.example');
update public.people as p set auth_user_id = u.id from auth.users as u
where u.email = 'again@x.example' and p.email::text = u.email;
select tests.as('idle@x.example');
select is(public.link_current_user(), tests.person('idle@x.example'), 'an active person needs no invitation');
select tests.as('again@x.example');
select is(public.link_current_user(), tests.person('again@x.example'), 'an invited one keeps the account');
select tests.back();
select is(
  (select array_agg(status order by email::text) from public.people where email::text in ('again@x.example', 'idle@x.example')),
  array['active', 'active'], 'both are active'
);
select is((select version from public.people where email::text = 'again@x.example'), 3, 'and the account was not written again');

-- An invitation that was taken back, or used, is as good as none.
select pg_temp.invite('cancelled@x.example'), pg_temp.invite('used@x.example');
update public.invitations set cancelled_at = now() where person_id = tests.person('cancelled@x.example');
update public.invitations set accepted_at = now() where person_id = tests.person('used@x.example');
select tests.sign_up('cancelled@x.example'), tests.sign_up('used@x.example');
update auth.users set email_confirmed_at = now() where email in ('cancelled@x.example', 'used@x.example');
select tests.as('cancelled@x.example');
select is(tests.refusal('select public.link_current_user()'), '42501 INVITATION_EXPIRED', 'a cancelled invitation opens nothing');
select tests.as('used@x.example');
select is(tests.refusal('select public.link_current_user()'), '42501 INVITATION_EXPIRED', 'nor does one that was accepted before');
select tests.back();
select is(
  (select accepted_at from public.invitations where person_id = tests.person('google@x.example')), null,
  'nobody accepts for another'
);
select pg_temp.invite('deleted@x.example');
select tests.sign_up('deleted@x.example');
update auth.users set email_confirmed_at = now(), deleted_at = now() where email = 'deleted@x.example';
select tests.as('deleted@x.example');
select is(tests.refusal('select public.link_current_user()'), '42501 NOT_INVITED', 'a deleted account binds nothing');
select tests.back();

-- A second account of the same address, as another provider could bring one.
update auth.users set email = 'moved@x.example' where email = 'new@x.example';
select tests.sign_up('new@x.example');
update auth.users set email_confirmed_at = now() where email = 'new@x.example';
select tests.as('new@x.example');
select is(
  tests.refusal('select public.link_current_user()'), '42501 NOT_INVITED',
  'a second account does not take over'
);
select is((select count(*) from public.people), 0::bigint, 'and sees nobody');
select tests.back();
select is(
  pg_temp.account('new@x.example'), (select id from auth.users where email = 'moved@x.example'),
  'the first one stays bound'
);

select tests.sign_up('late@x.example'), tests.sign_up('stranger@x.example'), tests.sign_up('google@x.example');
update auth.users set email_confirmed_at = now() where email like '%@x.example';
select tests.as('late@x.example');
select is(
  tests.refusal('select public.link_current_user()'), '42501 INVITATION_EXPIRED',
  'an expired invitation opens nothing'
);
select tests.as('stranger@x.example');
select is(tests.refusal('select public.link_current_user()'), '42501 NOT_INVITED', 'a stranger is refused');
select tests.as('google@x.example');
select is(
  tests.refusal('select public.link_current_user()'), '42501 NOT_INVITED',
  'and so is a provider that is not allowed'
);
select tests.as_anon();
select is(tests.refusal('select public.link_current_user()'), '42501', 'anon may not call it');
select tests.back();
select is(pg_temp.account('late@x.example'), null, 'the late one is not bound');
update public.people set status = 'disabled' where email = 'user@user.com';
select tests.as('user@user.com');
select is(
  tests.refusal('select public.link_current_user()'), '42501 NOT_INVITED',
  'a disabled person does not come back this way'
);
select tests.back();
update public.people set sessions_valid_after = now() where email = 'staff@demo.example';
select tests.as('staff@demo.example', 'aal1', '{"iat": 0}');
select is(
  tests.refusal('select public.link_current_user()'), '42501 ACCOUNT_NOT_ACTIVE',
  'nor does a session that was ended'
);
select * from finish();
rollback;
