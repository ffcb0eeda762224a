-- What our claims say, and that no fault of ours keeps anybody from signing in.
-- row: C06
begin;
select plan(10);
create function pg_temp.claims(user_id text) returns jsonb language sql as $$
  select public.custom_access_token_hook(jsonb_build_object('user_id', user_id, 'authentication_method', 'password',
    'claims', '{"aud": "authenticated", "exp": 2, "iat": 1, "sub": "x", "email": "e", "phone": "", "role": "authenticated",
      "aal": "aal1", "session_id": "s", "is_anonymous": false}'::jsonb)) -> 'claims'
$$;
select is(
  pg_temp.claims('00000000-0000-4000-8000-000000000002') - 'bo_permission_version',
  '{"aud": "authenticated", "exp": 2, "iat": 1, "sub": "x", "email": "e", "phone": "", "role": "authenticated",
    "aal": "aal1", "session_id": "s", "is_anonymous": false, "bo_role": "client_user",
    "bo_person_id": "00000000-0000-4000-8000-000000000002"}'::jsonb, 'ours are added, the required ones stay'
);
select is(
  pg_temp.claims('00000000-0000-4000-8000-000000000002') ->> 'bo_permission_version',
  private.permission_version('00000000-0000-4000-8000-000000000002'), 'with the version of the permissions'
);
select is(pg_temp.claims(gen_random_uuid()::text) ? 'bo_role', false, 'a stranger gets none');
select is(pg_temp.claims(gen_random_uuid()::text) ->> 'sub', 'x', 'and keeps his own');
select is(pg_temp.claims('no uuid') ->> 'sub', 'x', 'an id that is none does not raise');
select is(public.custom_access_token_hook('{}'), '{"claims": {}}', 'nor an empty event');
select is(public.custom_access_token_hook(null), '{"claims": {}}', 'nor null');
update public.people set status = 'disabled' where email = 'user@user.com';
select is(
  pg_temp.claims('00000000-0000-4000-8000-000000000002') ? 'bo_role',
  false, 'a disabled person gets none'
);
select tests.as('admin@admin.com');
select is(
  tests.refusal('select public.custom_access_token_hook(''{}'')'),
  '42501', 'not even admin calls it'
);
select tests.back();
select is(
  (select array_agg(grantee::text order by grantee::text) from information_schema.routine_privileges
    where routine_name = 'custom_access_token_hook' and grantee <> 'postgres'),
  array['supabase_auth_admin'], 'granted to the auth service alone'
);
select * from finish();
rollback;
