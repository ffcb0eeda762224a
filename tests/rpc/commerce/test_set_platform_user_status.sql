-- Who works on the users of a platform moves them between statuses, and says why.
-- row: C02 C04 C42
begin;
select plan(15);

create function pg_temp.move(status text, reason text default 'a wish', external_id text default 'user-1005', site text default 'cooking.example', version integer default null)
returns text language sql as $$
  select tests.refusal(format('select public.set_platform_user_status(%L, %L, %L, %L, %L)',
    tests.domain(move.site), md5('platform_user/' || move.site || move.external_id)::uuid, move.status, move.reason, move.version))
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('support@demo.example');
select is(pg_temp.move('active'), null, 'support lets a user in');
select is((select u.status from public.platform_users as u where u.external_id = 'user-1005'), 'active', 'who is active then');
select is(pg_temp.move('active'), null, 'the same again');
select is((select u.version from public.platform_users as u where u.external_id = 'user-1005'), 2, 'changes nothing');
select is(pg_temp.move('inactive', ' '), '22023 REASON_REQUIRED', 'C42: a reason is said');
select is(pg_temp.move('banned'), '22023 INVALID_INPUT', 'a status is one of four');
select is(pg_temp.move(null), '22023 INVALID_INPUT', 'null is none');
select is(pg_temp.move('inactive', version => 1), '40001 STALE_VERSION', 'a stale version is refused');
select is(pg_temp.move('inactive', version => 2), null, 'the right one is not');
select is(pg_temp.move('inactive', external_id => 'user-9999'), 'P0002 NOT_FOUND', 'there must be such a user');
select is(pg_temp.move('inactive', external_id => 'user-1001', site => 'toto.example'), '42501 PERMISSION_DENIED', 'of the own domain');
select tests.as('business@demo.example', 'aal2');
select is(pg_temp.move('pending'), '42501 PERMISSION_DENIED', 'business moves nobody');
select tests.as_anon();
select is(pg_temp.move('pending'), '42501', 'anon may not ask');
select tests.as_service();
select is(pg_temp.move('pending'), '42501', 'nor the worker');
select tests.back();
select results_eq(
  $$select before ->> 'status', after ->> 'status', reason from public.audit_log
  where resource = 'platform_users' and action = 'update' and after ->> 'external_id' = 'user-1005' order by id$$,
  $$values ('waitlist', 'active', 'a wish'), ('active', 'inactive', 'a wish')$$, 'the audit log tells what and why'
);

select * from finish();
rollback;
