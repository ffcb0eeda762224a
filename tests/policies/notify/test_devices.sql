-- Devices: one's own, and without the token.
-- row: C54 R25
begin;
select plan(8);
select tests.as('user@user.com');
select cmp_ok((select count(id) from public.devices), '>=', 2::bigint, 'a person reads the own devices');
select is(
  (select count(id) from public.devices where person_id <> tests.person('user@user.com')), 0::bigint, 'and nobody else''s'
);
select is(tests.refusal('select push_token from public.devices'), '42501', 'the token is not to be read');
select is(
  array[
    tests.refusal('update public.devices set revoked_at = null'), tests.refusal('delete from public.devices'),
    tests.refusal('insert into public.devices (person_id) select tests.person(''user@user.com'')')
  ], array_fill('42501'::text, array[3]), 'nor anything to be written'
);
select tests.as('admin@admin.com', 'aal2');
select is(
  (select count(id) from public.devices where person_id = tests.person('user@user.com')), 0::bigint, 'an admin reads none of others'
);
select tests.back();
select tests.sign_up('stranger@nowhere.example');
select tests.as('stranger@nowhere.example');
select is((select count(id) from public.devices), 0::bigint, 'an account without a person reads none');
select tests.as_anon();
select is(tests.refusal('select id from public.devices'), '42501', 'anon is refused');
select tests.as_service();
select cmp_ok((select count(push_token) from public.devices), '>=', 3::bigint, 'the worker reads all, with the token');
select * from finish();
rollback;
