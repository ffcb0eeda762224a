-- Two platforms with the same ids: what one of them charges, closes and gives away is its own.
-- row: C02 C13 C14 C15 C32 C33 C34
begin;
select plan(15);

create function pg_temp.quote(site text, who text, order_type text, provider text, address text default null, at timestamptz default now()) returns text language sql as $$
  select format('%s of %s', q ->> 'rate_ppm', jsonb_array_length(q -> 'candidates')) from public.quote_fee(
    tests.domain(site), md5('platform_user/cooking.example' || who)::uuid,
    (select t.id from public.tokens as t where t.address = quote.address limit 1), order_type, 1000000, 'USDC', provider, at => quote.at) as q
$$;
-- Everything of the platform that stays as it was.
create function pg_temp.rows() returns text language sql security definer as $$
  select md5((select string_agg(r::text, '' order by r.id) from public.fee_rules as r where r.domain_id = tests.domain('cooking.example')))
    || md5((select string_agg(o::text, '' order by o.id) from public.orders as o where o.domain_id = tests.domain('cooking.example')))
    || md5((select string_agg(c::text, '' order by c.id) from public.invite_codes as c where c.domain_id = tests.domain('cooking.example')))
    || md5((select string_agg(u::text, '' order by u.id) from public.platform_users as u where u.domain_id = tests.domain('cooking.example')))
$$;
grant execute on all functions in schema pg_temp to public;

-- The platform came first; its twin charges one millionth more, and took no slot yet.
create function pg_temp.copy(tables text [], change jsonb default '{}') returns void language plpgsql as $$
declare
  table_name text;
begin
  foreach table_name in array tables loop
    execute format(
      'insert into public.%1$I select (jsonb_populate_record(t, jsonb_build_object(''domain_id'', tests.domain(''abtasty.com'')) || %2$L)).* from public.%1$I as t where t.domain_id = tests.domain(''cooking.example'')',
      table_name, change
    );
  end loop;
end;
$$;
select pg_temp.copy('{cohorts}'), pg_temp.copy('{platform_users}', '{"referrer_id": null}'), pg_temp.copy('{tokens}', '{"provider": "elsewhere"}');
select pg_temp.copy('{orders,cohort_members}'), pg_temp.copy('{invite_codes}', '{"slots_used": 0}');
insert into public.fee_rules (
  domain_id, id, kind, order_id, platform_user_id, cohort_id, token_id, provider, order_type, rate_ppm, min_minor, max_minor, limit_asset, starts_at, ends_at, reason
)
select tests.domain('abtasty.com'), r.id, r.kind, r.order_id, r.platform_user_id, r.cohort_id, r.token_id, r.provider, r.order_type, r.rate_ppm + 1, r.min_minor, r.max_minor, r.limit_asset, r.starts_at, r.ends_at, r.reason
from public.fee_rules as r where r.domain_id = tests.domain('cooking.example');
-- Two cohorts of one user, which the twin ranks the other way round.
insert into public.fee_rules (domain_id, cohort_id, provider, order_type, rate_ppm, starts_at, reason)
select tests.domain(site), md5('cohort/cooking.exampleEarly traders')::uuid, 'pump.fun', 'dca', 7, '2026-08-01', 'x' from unnest('{abtasty.com,cooking.example}'::text []) as site;
update public.cohorts set priority = 1000 - priority where domain_id = tests.domain('abtasty.com');
insert into public.cohort_members (domain_id, cohort_id, platform_user_id, valid) values
(tests.domain('cooking.example'), md5('cohort/cooking.examplePROMO2025')::uuid, md5('platform_user/cooking.exampleuser-1005')::uuid, tstzrange(now(), null)),
(tests.domain('abtasty.com'), md5('cohort/cooking.exampleLarge volume')::uuid, md5('platform_user/cooking.exampleuser-1004')::uuid, tstzrange(now(), null));
create temporary table before on commit drop as select pg_temp.rows();
grant select on before to public;

select tests.as('admin@admin.com', 'aal2');
select is(pg_temp.quote('abtasty.com', 'user-1003', 'market', null), '10001 of 1', 'C13: each platform has its own fee');
select is(pg_temp.quote('abtasty.com', 'user-1001', 'market', null), '8001 of 2', 'C33: its own for a user');
select is(pg_temp.quote('abtasty.com', 'user-1002', 'dca', 'pump.fun'), '7 of 5', 'C34: its own for a cohort');
select is(pg_temp.quote('cooking.example', 'user-1002', 'dca', 'pump.fun'), '3000 of 5', 'C34: and its own order of cohorts');
select is(pg_temp.quote('abtasty.com', 'user-1005', 'dca', 'pump.fun'), '5001 of 3', 'C34: whoever is in that cohort elsewhere is not in it here');
select is(pg_temp.quote('abtasty.com', 'user-1004', 'dca', 'pump.fun'), '5001 of 3', 'nor is who is in another one');
select is(pg_temp.quote('abtasty.com', 'user-1003', 'market', null, 'Ladle22222'), '10001 of 1', 'C15: its token is traded elsewhere');

select (public.close_fee_rule(r.domain_id, r.id, 'x')).id from public.fee_rules as r where r.domain_id = tests.domain('abtasty.com') and r.reason = 'A large trader';
select is(pg_temp.quote('abtasty.com', 'user-1001', 'market', null, at => clock_timestamp()), '10001 of 1', 'a rule is closed');
select is(pg_temp.quote('cooking.example', 'user-1001', 'market', null, at => clock_timestamp()), '8000 of 2', 'and its twin is not');
select is((select c.requoted from public.create_fee_rule(tests.domain('abtasty.com'), (select jsonb_build_object('order_id', o.id) from public.orders as o where o.external_id = 'order-3' limit 1), 5, 'x') as c), 1::bigint, 'C14: one order is given a fee');
select is((select s.outcome from public.set_platform_fee(tests.domain('abtasty.com'), 20000, 'x') as s), 'done', 'C13: the whole platform another one');
select is(pg_temp.rows(), (select rows from before), 'C13 C14: and nothing of the other one changes');

-- Somebody who has redeemed the code there redeems it here.
select tests.as_service();
select is((public.redeem_invite_code(tests.domain('abtasty.com'), 'PROMO2025', r.platform_user_id)).domain_id, tests.domain('abtasty.com'), 'C32: a code is redeemed on each platform')
from public.invite_redemptions as r join public.invite_codes as c on c.domain_id = r.domain_id and c.id = r.invite_code_id
where c.domain_id = tests.domain('cooking.example') and c.code = 'PROMO2025' order by r.id limit 1;
select tests.back();
select is((select c.slots_used from public.invite_codes as c where c.domain_id = tests.domain('abtasty.com') and c.code = 'PROMO2025'), 1, 'which takes a slot of its own');
select is(pg_temp.rows(), (select rows from before), 'and none of the other');

select * from finish();
rollback;
