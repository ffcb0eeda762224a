-- The organization decides what a partner is shown, so only who manages collaborators sets it.
-- row: T06 T28
begin;
select plan(9);
create function pg_temp.call(org text, version integer default 1) returns text language sql as $$
  select tests.refusal(format('select public.set_person_org(%L, %L, %s)', tests.person('partner@demo.example'), org, version))
$$;
grant execute on all functions in schema pg_temp to authenticated;
select tests.as('admin@admin.com', 'aal2');
select is(pg_temp.call('20000000-0000-4000-8000-000000000004'), null, 'another organization');
select is(
  (select org_id from public.people where email::text = 'partner@demo.example'),
  '20000000-0000-4000-8000-000000000004', 'is set'
);
select is(pg_temp.call(null, 1), '40001 STALE_VERSION', 'a stale version is refused');
select is(pg_temp.call(gen_random_uuid()::text, 2), '22023 INVALID_INPUT', 'an organization that is none');
select is(pg_temp.call(null, 2), null, 'none at all');
select is(
  tests.refusal(format('select public.set_person_org(%L, null, 1)', tests.person('admin@admin.com'))),
  '42501 NOT_YOURSELF', 'not the own'
);
select tests.back();
update public.security_settings set is_strong_auth_relaxed_locally = false;
select tests.as('admin@admin.com');
select is(pg_temp.call('20000000-0000-4000-8000-000000000001', 3), '42501 STEP_UP_REQUIRED', 'not with a password alone');
select tests.as('partner@demo.example', 'aal2');
select is(
  pg_temp.call('20000000-0000-4000-8000-000000000001', 3), '42501 PERMISSION_DENIED',
  'a partner may not'
);
select tests.as_anon();
select is(tests.refusal('select public.set_person_org(null, null, 1)'), '42501', 'nor anon');
select * from finish();
rollback;
