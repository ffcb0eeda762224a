begin;
select plan(10);

select tests.sign_up('stranger@example.com');
select tests.as('Stranger@example.com', 'aal2', '{"iat": 7}');
select is(current_user, 'authenticated', 'a person acts as authenticated');
select is(auth.jwt() ->> 'email', 'stranger@example.com', 'the claims carry the address');
select is(auth.jwt() #>> '{amr,0,method}', 'totp', 'aal2 comes from a second factor');
select is(auth.jwt() ->> 'iat', '7', 'claims can be replaced');
select is(
  tests.refusal('select 1 from auth.users'), '42501', 'a refusal shows its SQLSTATE'
);
select is(tests.rows_affected('select generate_series(1, 3)'), 3::bigint, 'rows are counted');

select tests.as_anon();
select is(current_user, 'anon', 'from a person to anon');
select tests.as_service();
select is(current_user, 'service_role', 'from anon to the service');
select tests.back();
select is(current_user, session_user, 'and back');
select is(auth.uid(), null, 'without claims');

select * from finish();
rollback;
