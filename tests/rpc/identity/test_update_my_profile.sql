-- The own profile, and only the harmless part of it.
-- row: T28
begin;
select plan(17);
select tests.as('user@user.com');
select is(
  (select row(display_name, phone, avatar_path, locale, time_zone, version)::text
    from public.update_my_profile('  Uma U. ', '+33123456789', 'me.png', 'fr-CH', 'Europe/Paris', 1)),
  '("Uma U.",+33123456789,me.png,fr-CH,Europe/Paris,2)', 'every field changes'
);
select is(
  (select row(display_name, phone, avatar_path, locale, time_zone, version)::text
    from public.update_my_profile(phone => '', avatar_path => '')),
  '("Uma U.",,,fr-CH,Europe/Paris,3)', 'an empty text empties, null keeps'
);
select is(
  tests.refusal('select public.update_my_profile(expected_version => 1)'),
  '40001 STALE_VERSION', 'a stale version is refused'
);
select is(
  tests.refusal(format('select public.update_my_profile(%s => %L)', field, value)), '22023 INVALID_INPUT',
  field || ' refuses ' || left(value, 20)
)
from (values
  ('display_name', repeat('x', 201)), ('phone', '0123'), ('phone', '+33 1'), ('avatar_path', repeat('x', 501)),
  ('locale', 'french'), ('time_zone', 'Mars/Base'), ('time_zone', 'FOO5')
) as cases (field, value);
select is(
  (select array_agg(parameter_name::text order by ordinal_position) from information_schema.parameters
    where specific_name like 'update\_my\_profile\_%' and parameter_mode = 'IN'),
  array['display_name', 'phone', 'avatar_path', 'locale', 'time_zone', 'expected_version'],
  'role, status, organization and e-mail cannot even be said'
);
select tests.back();
select is((select count(*) from public.people where locale = 'fr-CH'), 1::bigint, 'nobody else was changed');
select is(
  (select count(*) from public.audit_log where resource = 'people'
    and resource_id = tests.person('user@user.com')::text
    and actor_person_id = tests.person('user@user.com')), 2::bigint, 'the log has both changes'
);
update public.people set status = 'disabled' where email::text = 'user@user.com';
select tests.as('user@user.com');
select is(
  tests.refusal('select public.update_my_profile(''X'')'), '42501 ACCOUNT_NOT_ACTIVE',
  'a disabled person may not'
);
select tests.as_anon();
select is(tests.refusal('select public.update_my_profile(''X'')'), '42501', 'nor anon');
select tests.back();
select tests.sign_up('stranger@x.example');
select tests.as('stranger@x.example');
select is(
  tests.refusal('select public.update_my_profile(''X'')'), '42501 ACCOUNT_NOT_ACTIVE',
  'nor a stranger'
);
select tests.back();
select is((select count(*) from public.people where display_name = 'X'), 0::bigint, 'and nothing happened');
select * from finish();
rollback;
