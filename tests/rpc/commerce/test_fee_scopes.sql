-- A rule of several scopes is for orders that fit all of them.
-- row: C14 C15 C33 C34
begin;
select plan(9);

insert into public.fee_rules (domain_id, rate_ppm, starts_at, reason, order_id, platform_user_id, cohort_id, token_id, provider, order_type)
select tests.domain('cooking.example'), made.rate, '2026-08-01', 'x', o.id, md5('platform_user/cooking.example' || made.who)::uuid, md5('cohort/cooking.example' || made.cohort)::uuid, t.id, made.provider, made.type
from (values
  (1, null, null, null, 'So11111111', 'raydium', null),
  (2, null, 'user-1003', 'Early traders', null, null, null),
  (3, 'order-3', 'user-1001', null, null, null, null),
  (4, null, null, null, 'So11111111', null, 'dca'),
  (5, null, null, 'PROMO2025', 'Whisk33333', null, null),
  (6, 'order-3', null, null, null, null, 'market')
) as made (rate, placed, who, cohort, address, provider, type)
left join public.orders as o on o.external_id = made.placed and o.domain_id = tests.domain('cooking.example')
left join public.tokens as t on t.address = made.address and t.domain_id = tests.domain('cooking.example');
create function pg_temp.rate(who text, address text, provider text, type text default 'market', placed text default null) returns integer language sql as $$
  select (public.quote_fee(
    tests.domain('cooking.example'), md5('platform_user/cooking.example' || rate.who)::uuid, (select t.id from public.tokens as t where t.address = rate.address),
    rate.type, 1000000, 'USDC', rate.provider, (select o.id from public.orders as o where o.external_id = rate.placed), '2026-11-20') ->> 'rate_ppm')::integer
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('business@demo.example');
select is(pg_temp.rate('user-1003', 'So11111111', 'raydium'), 1, 'C15: a token at a provider');
select is(pg_temp.rate('user-1003', 'So11111111', 'pump.fun'), 5000, 'is not that token at another one');
select is(pg_temp.rate('user-1003', 'Ladle22222', 'raydium'), 10000, 'nor another token there');
select is(pg_temp.rate('user-1004', 'So11111111', 'elsewhere', 'dca'), 4, 'C15: a token by one type of order');
select is(pg_temp.rate('user-1004', 'So11111111', 'elsewhere', 'limit'), 10000, 'and by no other');
select is(pg_temp.rate('user-1003', 'Whisk33333', null), 5, 'C34: a token for a cohort; a user''s own rule waits until he is in that cohort');
select is(pg_temp.rate('user-1004', 'Whisk33333', null), 10000, 'and for nobody else');
select is(pg_temp.rate('user-1003', 'Whisk33333', null, 'market', 'order-3'), 6, 'C14: one order, as what it is');
select is(pg_temp.rate('user-1003', 'Whisk33333', null, 'limit', 'order-3'), 5, 'and of who placed it');

select * from finish();
rollback;
