-- The demo logins: the passwords are right, the rows are what the auth service reads, twice is once.
-- row: R23 R24 R25 R26 C05
begin;
select plan(13);
select is(
  (select array_agg(email::text order by email::text) from auth.users
    where encrypted_password = extensions.crypt(split_part(email, '@', 1), encrypted_password)),
  array['admin@admin.com', 'business@demo.example', 'guardian@demo.example', 'partner@demo.example',
    'staff@demo.example', 'support@demo.example', 'user@user.com'], 'seven logins, each with the part before the @'
);
select is(
  (select count(*) from auth.users where encrypted_password like '$2a$04$%'),
  7::bigint, 'hashed by bcrypt'
);
select is((select count(*) from auth.users), 7::bigint, 'and no other account');
select is(
  (select count(*) from auth.users where instance_id = '00000000-0000-0000-0000-000000000000'
    and aud = 'authenticated'
    and email_confirmed_at is not null and '' = all(array[confirmation_token, recovery_token, email_change,
    email_change_token_new, email_change_token_current, phone_change, phone_change_token, reauthentication_token])),
  7::bigint, 'no token column is null'
);
select is(
  (select count(*) from auth.identities as i
    join auth.users as u on u.id = i.user_id and i.provider_id = u.id::text
    and i.provider = 'email' and i.identity_data ->> 'email' = u.email), 7::bigint, 'each has its identity'
);
select is(
  (select count(*) from public.people where auth_user_id = id and status = 'active'),
  7::bigint, 'and its person'
);
select is((select count(distinct role_key) from public.people), 7::bigint, 'one for each role');
select is((select array_agg(p.email::text)
  from public.people as p join public.memberships as m on m.person_id = p.id where m.is_all_domains),
  array['admin@admin.com'], 'admin alone works in all domains');
select is((select array_agg(d.site_domain)
  from public.memberships as m join public.domains as d on d.id = m.domain_id
    where m.person_id = tests.person('user@user.com')),
  array['abtasty.com'], 'user in abtasty.com alone');
select is(
  (select array_agg(site_domain order by site_domain) from public.domains),
  array['abtasty.com', 'abtasty.com.evil.example', 'cooking.example', 'notabtasty.com', 'sub.abtasty.com', 'toto.example'],
  'among look-alikes'
);
-- R24: the convenience ends where the environment is not local.
select tests.environment('production');
select tests.as('admin@admin.com');
select is(cardinality(private.domains_with('conversations.view')), 6, 'in production admin sees as much');
select is(
  tests.refusal('select public.move_domain(null, null, 1, ''x'')'),
  '42501 STEP_UP_REQUIRED', 'but a sensitive RPC wants more than the password'
);
select tests.environment('local');
select is(
  tests.refusal('select public.move_domain(null, null, 1, ''x'')'),
  'P0002 NOT_FOUND', 'locally it does not'
);
select * from finish();
rollback;
