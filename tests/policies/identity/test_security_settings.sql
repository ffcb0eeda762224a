-- One row of rules: admin changes it with a strong login, and never the local relaxation.
-- row: C07 R24
begin;
select plan(10);
select tests.environment('test');

select tests.as('admin@admin.com', 'aal2');
select is(
  tests.rows_affected('update public.security_settings set step_up_max_age = ''5 minutes'''),
  1::bigint, 'admin with a strong login changes a rule'
);
select is(
  tests.refusal('update public.security_settings set is_strong_auth_relaxed_locally = true'),
  '42501', 'but not the local relaxation'
);
select is(tests.refusal('delete from public.security_settings'), '42501', 'and keeps the row');
-- Whoever left a strong session open must not be able to stretch the time for which it counts as strong.
select tests.as('admin@admin.com', 'aal2', jsonb_build_object('amr', jsonb_build_array(
  jsonb_build_object('method', 'totp', 'timestamp', extract(epoch from now() - interval '11 minutes'))
)));
select is(
  tests.rows_affected('update public.security_settings set step_up_max_age = ''100 years'''),
  0::bigint, 'nor does a strong login that is not recent'
);
select tests.as('admin@admin.com', 'aal1');
select is((select count(*) from public.security_settings), 1::bigint, 'a password lets admin read');
select is(
  tests.rows_affected('update public.security_settings set step_up_max_age = ''1 day'''),
  0::bigint, 'but not write'
);

select tests.as('user@user.com', 'aal2');
select is((select count(*) from public.security_settings), 0::bigint, 'a client user reads nothing');
select is(
  tests.rows_affected('update public.security_settings set step_up_max_age = ''1 day'''),
  0::bigint, 'and changes nothing'
);
select tests.as_anon();
select is(tests.refusal('select from public.security_settings'), '42501', 'anon is refused');

select tests.back();
select is(
  (select step_up_max_age from public.security_settings), '5 minutes'::interval,
  'the one permitted change stays'
);

select * from finish();
rollback;
