-- What an order would be charged, and why: the published numbers, each step, and who may ask.
-- row: C03 C04 C14 C15 C25 C33 C34
begin;
select plan(48);

create function pg_temp.ask(order_type text default 'market', provider text default null, external_id text default null, address text default null,
  at timestamptz default '2026-11-20', value_minor numeric default 1000000, site text default 'cooking.example', asset text default 'USDC', is_whole boolean default false)
returns jsonb language sql as $$
  select public.quote_fee(tests.domain(ask.site), md5('platform_user/' || ask.site || ask.external_id)::uuid,
    (select t.id from public.tokens as t where t.address = ask.address), ask.order_type, ask.value_minor, ask.asset, ask.provider, at => ask.at, is_whole => ask.is_whole)
$$;
create function pg_temp.verdicts(quote jsonb) returns text language sql as $$
  select string_agg(format('%s %s', c.one ->> 'rate_ppm', c.one ->> 'verdict'), ', ' order by c.place)
  from jsonb_array_elements(quote -> 'candidates') with ordinality as c (one, place)
$$;
create function pg_temp.cents(charge private.fee_charge) returns text language sql as $$
  select format('%s-%s=%s: %s+%s %s', charge.gross_minor, charge.discount_minor, charge.fee_minor, array_to_string(charge.commissions_minor, '+'), charge.platform_net_minor, charge.limited_by)
$$;
create function pg_temp.terms(rate_ppm integer, discount_ppm integer default 0, min_minor numeric default null, max_minor numeric default null) returns private.fee_terms language sql as $$
  select row(gen_random_uuid(), 0, null, null, terms.rate_ppm, terms.discount_ppm, terms.min_minor, terms.max_minor, 'USDC')::private.fee_terms
$$;
grant execute on all functions in schema pg_temp to public;

-- C14, C15, C34: base 1 %, DCA 0.75 %, Pump.fun 0.5 %, all three with the code 0.3 %.
select tests.as('business@demo.example');
select is(pg_temp.ask() ->> 'rate_ppm', '10000', 'the base fee');
select is(pg_temp.ask('dca') ->> 'rate_ppm', '7500', 'C14: a DCA order');
select is(pg_temp.ask(provider => 'pump.fun') ->> 'rate_ppm', '5000', 'C15: at Pump.fun');
select is(pg_temp.ask('dca', 'pump.fun') ->> 'rate_ppm', '5000', 'a DCA order there: a provider is more than a type');
select is(pg_temp.ask('dca', 'pump.fun', 'user-1002') ->> 'rate_ppm', '3000', 'C34: and with PROMO2025');
select is(pg_temp.ask('dca', null, 'user-1002') ->> 'rate_ppm', '7500', 'elsewhere 0.75 %');
select is(pg_temp.ask('dca', 'pump.fun', 'user-1002', at => '2026-08-01') ->> 'rate_ppm', '5000', 'before the user had the code');
select is(pg_temp.ask(external_id => 'user-1001') ->> 'rate_ppm', '8000', 'C33: what was agreed with one user');
select is(pg_temp.ask('dca', 'pump.fun', 'user-1001') ->> 'rate_ppm', '8000', 'C33: beats whatever is for the order, lower or not');
select is(pg_temp.ask('limit', at => '2026-11-14') ->> 'rate_ppm', '2000', 'C15: a promotion lowers');
select is(pg_temp.ask('limit', null, 'user-1001', at => '2026-11-15') ->> 'rate_ppm', '2000', 'C15: for the user, too');
select is(pg_temp.ask('limit', at => '2026-11-16') ->> 'rate_ppm', '10000', 'C15: and ends by itself');
select is(pg_temp.ask(at => '2026-07-01') ->> 'rate_ppm', '10000', 'C13: a fee holds from its first instant');
select is(pg_temp.ask(at => timestamptz '2026-07-01' - interval '1 microsecond') ->> 'rate_ppm', '12000', 'C13: the one before up to then');
select is(pg_temp.ask(address => 'Ladle22222') ->> 'rate_ppm', '5000', 'where no provider is named, the token''s');

-- Why.
select is(pg_temp.verdicts(pg_temp.ask('dca', 'pump.fun', 'user-1002')), '3000 won, 5000 less_specific, 7500 less_specific, 10000 less_specific', 'each candidate says why it lost');
select is(pg_temp.verdicts(pg_temp.ask('limit', at => '2026-11-14')), '10000 won, 2000 lowers', 'a promotion that it lowers');
select is(pg_temp.verdicts(pg_temp.ask('limit', at => '2026-11-16', is_whole => true)), '10000 won, 12000 not_valid, 2000 not_valid', 'and what holds at another time');
select is(pg_temp.ask('dca') #> '{candidates,0,scope}', '{"order_type": "dca"}', 'with its scope');
select tests.back();
insert into public.fee_rules (domain_id, cohort_id, order_type, provider, rate_ppm, starts_at, reason)
select c.domain_id, c.id, 'dca', 'pump.fun', 1000, '2026-08-01', 'x' from public.cohorts as c where c.name = 'Early traders';
insert into public.fee_rules (domain_id, kind, rate_ppm, starts_at, ends_at, provider, reason)
select tests.domain('cooking.example'), 'promotion', 3000, '2026-08-01', '2026-12-01', 'pump.fun', 'x';
insert into public.fee_rules (domain_id, kind, rate_ppm, starts_at, ends_at, reason)
select tests.domain('cooking.example'), 'promotion', 2500, '2026-10-01', '2026-10-02', 'x';
select tests.as('business@demo.example');
select is(pg_temp.verdicts(pg_temp.ask('dca', 'pump.fun', 'user-1002')), '3000 won, 1000 cohort_priority, 5000 less_specific, 7500 less_specific, 10000 less_specific, 3000 not_lower', 'C34: of two cohorts the lowest number; a promotion as high lowers nothing');
select is(pg_temp.verdicts(pg_temp.ask('market', 'pump.fun', at => '2026-10-01')), '5000 won, 10000 less_specific, 3000 not_lowest, 2500 lowers', 'of two promotions the lowest');

-- Volume 1 242 000 at 0.75 % is 9 315, of 12 420: waived 3 105.
select is(pg_temp.ask('dca', value_minor => 1242000) ->> 'fee_minor', '9315', '1 242 000 at 0.75 % is 9 315');
select is((pg_temp.ask(value_minor => 1242000) ->> 'fee_minor')::numeric - 9315, 3105::numeric, '3 105 less than at 1 %');
select is(pg_temp.ask(value_minor => 150) ->> 'fee_minor', '2', 'a half goes to the even one, up');
select is(pg_temp.ask(value_minor => 250) ->> 'fee_minor', '2', 'and down');
select is(pg_temp.ask(value_minor => 12345678901234567890123456789012345650) ->> 'fee_minor', '123456789012345678901234567890123456', 'however long the number');
select is(tests.refusal('select pg_temp.ask(value_minor => 1.5)'), '22023 INVALID_INPUT', 'a value is whole');
select is(tests.refusal('select pg_temp.ask(value_minor => -1)'), '22023 INVALID_INPUT', 'and none below zero');
select throws_like('select pg_temp.ask(value_minor => -1)', 'value_minor: %', 'which is said of the value');
select is(tests.refusal('select pg_temp.ask(''swap'')'), '22023 INVALID_INPUT', 'a type is one of six');
select is(tests.refusal('select pg_temp.ask(at => ''2025-12-31'')'), 'PT409 NO_PLATFORM_FEE', 'before the platform had a fee there is none');

select is(tests.refusal('select pg_temp.ask(site => ''toto.example'')'), '42501 PERMISSION_DENIED', 'of the own domain');
select tests.as('support@demo.example');
select is(pg_temp.ask('dca') ->> 'rate_ppm', '7500', 'C04: support may ask');
select tests.as('staff@demo.example', 'aal2');
select is(tests.refusal('select pg_temp.ask()'), '42501 PERMISSION_DENIED', 'staff may not');
select tests.as_anon();
select is(tests.refusal('select pg_temp.ask()'), '42501', 'nor anon');
select tests.as_service();
select is(pg_temp.ask('dca') ->> 'rate_ppm', '7500', 'the platform may, with its key');
select tests.back();

-- The steps, in their order. The commission vector of three levels, with a discount of 10 %.
select is(pg_temp.cents(private.charge_fee(pg_temp.terms(10000, 100000), 2500000, 'USDC', '{500000}')), '25000-2500=22500: 11250+11250 ', 'level 1: 2.5 M make 22 500, half of it 11 250');
select is(pg_temp.cents(private.charge_fee(pg_temp.terms(10000, 100000), 100000, 'USDC', '{30000}')), '1000-100=900: 27+873 ', 'level 2: 27');
select is(pg_temp.cents(private.charge_fee(pg_temp.terms(10000, 100000), 50000, 'USDC', '{20000}')), '500-50=450: 9+441 ', 'level 3: 9, together 11 286');
select is(pg_temp.cents(private.charge_fee(pg_temp.terms(8000), 1000000, 'USDC', '{280000,70000}')), '8000-0=8000: 2240+560+5200 ', '1 M: 8 000 are 2 240, 560 and 5 200');
select is(pg_temp.cents(private.charge_fee(pg_temp.terms(10000), 99900, 'USDC', '{333333,333333}')), '999-0=999: 332+332+335 ', 'commissions are rounded down, the rest is the platform''s');
select is(pg_temp.cents(private.charge_fee(pg_temp.terms(10000, 500000, 80, 90), 10000, 'USDC')), '90-10=80: +80 minimum', 'the discount comes before the minimum, and the maximum');
select is(pg_temp.cents(private.charge_fee(pg_temp.terms(10000, 0, 80, 90), 10000, 'USDC')), '90-0=90: +90 maximum', 'which holds');
select is(pg_temp.cents(private.charge_fee(pg_temp.terms(10000, 0, 80, 90), 10000, 'SOL')), '100-0=100: +100 ', 'for its own asset alone');
select is(pg_temp.cents(private.charge_fee(pg_temp.terms(10000, 0, 80, 90), 5000, 'SOL')), '50-0=50: +50 ', 'as does the minimum');
select is(pg_temp.cents(private.charge_fee(pg_temp.terms(10000, 0, 80), 50, 'USDC')), '50-0=50: +50 order_value', 'and never above the order''s value');
select is(tests.refusal('select private.charge_fee(pg_temp.terms(10000), 10000, ''USDC'', ''{600000,500000}'')'), '22023 INVALID_INPUT', 'commissions are no more than the fee');
select is(array(select private.round_half_even(v, d) from (values (0.5, 0), (1.5, 0), (2.5, 0), (-2.5, 0), (2.665, 2), (2.675, 2), (2.6650001, 2), (3, 0)) as t (v, d)), array[0, 2, 2, -2, 2.66, 2.68, 2.67, 3], 'half to even');

select * from finish();
rollback;
