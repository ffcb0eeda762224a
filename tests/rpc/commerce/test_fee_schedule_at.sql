-- What was charged at any instant, whatever has changed since.
-- row: C13 C25
begin;
select plan(13);
insert into public.fee_rules (domain_id, rate_ppm, starts_at, reason) values (tests.domain('toto.example'), 20000, '2025-01-01', 'Of another domain');

create function pg_temp.rates(at timestamptz, site text default 'cooking.example') returns text language sql as $$
  select string_agg(s.rate_ppm::text, ' ' order by s.rate_ppm) from public.fee_schedule_at(tests.domain(rates.site), rates.at) as s
$$;
create function pg_temp.walk(page_size integer) returns text [] language sql as $$
  select tests.walk($walk$fee_schedule_at(tests.domain('cooking.example'), '2026-11-15', $1, $2)$walk$, $walk$l.reason$walk$, walk.page_size)
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('business@demo.example', 'aal2');
select is(pg_temp.rates('2025-12-31 23:59:59.999+00'), null, 'before the first fee there is none');
select is(pg_temp.rates('2026-01-01'), '12000', 'C13: it holds from its first instant');
select is(pg_temp.rates('2026-06-30 23:59:59.999+00'), '12000', 'up to its last');
select is(pg_temp.rates('2026-07-01'), '5000 7500 10000', 'when the next one holds');
select is(pg_temp.rates('2026-11-15'), '2000 3000 5000 7500 8000 10000', 'promotions too');
select public.set_platform_fee(tests.domain('cooking.example'), 9000, 'x');
select public.close_fee_rule(tests.domain('cooking.example'), md5('fee_rule/A large trader')::uuid, 'x');
select is(pg_temp.rates('2026-11-15'), '2000 3000 5000 7500 8000 10000', 'C25: what was is still the same after changes');
select is(pg_temp.rates(clock_timestamp()), '3000 5000 7500 9000', 'and what is another');
select is(tests.refusal('select pg_temp.rates(null)'), '22023 INVALID_INPUT', 'an instant is wanted');
select is(tests.refusal('select pg_temp.rates(''2026-11-15'', ''toto.example'')'), '42501 PERMISSION_DENIED', 'of the own domain');
select is(array[pg_temp.walk(1), pg_temp.walk(4)], array[pg_temp.walk(100), pg_temp.walk(100)], 'pages leave none out, in one order');
select is(cardinality(pg_temp.walk(2)), 6, 'nor name any twice');
select is(tests.refusal('select pg_temp.walk(501)'), '22023 INVALID_INPUT', 'at most 500 at once');
select tests.as('staff@demo.example', 'aal2');
select is(tests.refusal('select pg_temp.rates(''2026-11-15'')'), '42501 PERMISSION_DENIED', 'staff sees none');

select * from finish();
rollback;
