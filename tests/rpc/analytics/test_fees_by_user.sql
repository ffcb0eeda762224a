-- Who may see what the platform earns and what each user paid: business and admin, not support.
-- row: C03 C04 C23 C24 C29
begin;
select plan(31);

create function pg_temp.only(site text) returns jsonb language sql as $$
  select jsonb_build_object('domain_ids', jsonb_build_array(tests.domain(site)), 'from', '2026-10-01T00:00:00Z')
$$;
create function pg_temp.calls(site text) returns setof text language sql as $$
  select format('select from public.%s(%L)', name, pg_temp.only(site))
  from unnest('{fee_stats,referral_revenue}'::text []) as name
  union all select format('select from public.fees_by_user(%L, ''2026-10-01'', ''2026-12-01'')', tests.domain(site))
  union all select format('select from public.simulate_fee_rule(%L, ''{}'', 1)', tests.domain(site))
$$;
create function pg_temp.paid(more text default '') returns text language sql as $$
  select format('select from public.fees_by_user(%L, ''2026-10-01'', ''2026-12-01''%s)', tests.domain('cooking.example'), more)
$$;
grant execute on function pg_temp.only, pg_temp.calls, pg_temp.paid to public;
create temporary table charged on commit drop as select count(*) as charges from public.fee_charges;
grant select on charged to public;

select tests.as('business@demo.example');
select lives_ok(call, 'business: ' || call) from pg_temp.calls('cooking.example') as call;
select is(
  (select sum(transactions) from public.fees_by_user(tests.domain('cooking.example'), '2026-01-01', '2026-12-01')),
  (select charges::numeric from charged), 'every charge is somebody''s'
);
select is(tests.refusal(call), '42501 PERMISSION_DENIED', 'another domain is refused: ' || call)
from pg_temp.calls('toto.example') as call;
select is(tests.refusal(pg_temp.paid(', page_size => 0')), '22023 INVALID_INPUT', 'a page has a user');
select is(tests.refusal(pg_temp.paid(', page_size => 501')), '22023 INVALID_INPUT', 'and at most 500');
select is(tests.refusal(pg_temp.paid(', after => ''x''')), '22023 INVALID_INPUT', 'it begins at a cursor');
select is(
  tests.refusal(pg_temp.paid(format(', after => %L', encode(convert_to(concat_ws('|', 'fees_by_user', tests.domain('cooking.example'), tests.domain('cooking.example'), 'x'), 'utf8'), 'hex')))),
  '22023 INVALID_INPUT', 'of a fee'
);
select is(
  tests.refusal(format('select from public.fees_by_user(%L, ''2026-12-01'', ''2026-12-01'')', tests.domain('cooking.example'))),
  '22023 INVALID_INPUT', 'a window that is empty is none'
);
select is(
  tests.refusal(format('select from public.fees_by_user(%L, null, ''2026-12-01'')', tests.domain('cooking.example'))),
  '22023 INVALID_INPUT', 'nor one without a begin'
);
select is(tests.refusal('select private.count_payers(null, null, null)'), '42501', 'nobody calls what counts');

select tests.as('support@demo.example');
select is(tests.refusal(call), '42501 PERMISSION_DENIED', 'support is refused: ' || call)
from pg_temp.calls('cooking.example') as call;

select tests.as('admin@admin.com');
select lives_ok(call, 'admin: ' || call) from pg_temp.calls('cooking.example') as call;

select tests.as_anon();
select is(tests.refusal(call), '42501', 'anon is refused: ' || call) from pg_temp.calls('cooking.example') as call;
select tests.as_service();
select is(tests.refusal('select from public.fee_stats()'), '42501', 'and the key of the worker');
select is(tests.refusal('select from public.referral_revenue()'), '42501', 'everywhere');
select is(tests.refusal(pg_temp.paid()), '42501', 'here as well');

select * from finish();
rollback;
