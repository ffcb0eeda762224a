-- What a user paid counts when the trade counts: where a clock was ahead, when it came. Beside a twin: another domain
-- with trades, users and charges of the same ids, of which other clocks were ahead and others were charged.
-- row: C29
begin;
select plan(4);

alter table public.transactions disable trigger user;
alter table public.fee_charges disable trigger user;
delete from public.fee_charges;
create temporary table sample on commit drop as
select t as trade, u as payer, k as token
from public.transactions as t
inner join public.platform_users as u on u.domain_id = t.domain_id and u.id = t.platform_user_id
inner join public.tokens as k on k.domain_id = t.domain_id and k.id = t.token_id
where t.domain_id = tests.domain('cooking.example') and t.status = 'confirmed'
order by t.id limit 1;
insert into public.tokens
select (jsonb_populate_record(s.token, jsonb_build_object('domain_id', tests.domain('toto.example')))).* from sample as s;
insert into public.platform_users
select (jsonb_populate_record(s.payer, jsonb_build_object(
  'domain_id', tests.domain('toto.example'), 'external_id', 'twin', 'tag', null, 'referrer_id', null
))).* from sample as s;
delete from public.transactions;

create temporary table told (site text, place integer, occurred_at timestamptz, received_at timestamptz, usd integer) on commit drop;
insert into told values
('cooking.example', 1, '2026-10-05 12:00+00', '2026-10-05 12:01+00', 1), -- On time.
('cooking.example', 2, '2026-10-05 12:00+00', '2026-10-01 12:00+00', 10), -- Ahead: counts on the 1st.
('cooking.example', 3, '2026-10-09 12:00+00', '2026-10-05 12:00+00', 100), -- Ahead: counts on the 5th.
('cooking.example', 4, '2026-10-05 12:04+00', '2026-10-05 12:00+00', 1000), -- Four minutes: on time.
('cooking.example', 5, '2026-10-04 12:00+00', '2026-10-05 12:00+00', 10000), -- Late: counts on the 4th.
('toto.example', 1, '2026-10-05 12:00+00', '2026-10-01 12:00+00', 100000),
('toto.example', 2, '2026-10-05 12:00+00', '2026-10-05 12:01+00', 1000000),
('toto.example', 5, '2026-10-09 12:00+00', '2026-10-05 12:00+00', 10000000);
insert into public.transactions
select (jsonb_populate_record(s.trade, jsonb_build_object(
  'domain_id', tests.domain(t.site), 'id', md5(t.place::text)::uuid, 'external_id', 'payer-' || t.place, 'chain_ref', 'payer-' || t.place,
  'occurred_at', t.occurred_at, 'received_at', t.received_at, 'order_external_id', null, 'volume_usd_minor', t.usd * 100
))).* from told as t cross join sample as s;
insert into public.fee_charges (
  domain_id, transaction_id, platform_user_id, token_id, order_type, occurred_at, discount_ppm, asset, gross_minor, discount_minor,
  fee_minor, commission_minor, platform_net_minor, volume_usd_minor, usd_minor, commission_usd_minor, explain
)
select
  t.domain_id, t.id, t.platform_user_id, t.token_id, t.order_type, t.occurred_at, 0, 'USDC', 0, 0, 0, 0, 0,
  t.volume_usd_minor, t.volume_usd_minor / 100, t.volume_usd_minor / 1000, '{}'
from public.transactions as t;

create function pg_temp.paid(site text, from_at timestamptz, to_at timestamptz) returns text language sql as $$
  select string_agg(concat_ws(' ', p.trades, p.volume, p.fee, p.fee - p.net), ',')
  from private.count_payers(tests.domain(site), from_at, to_at) as p
$$;

select is(
  pg_temp.paid('cooking.example', '2026-10-05 12:00+00', '2026-10-06'), '3 110100 1101 110', 'on time, ahead and nearly on time'
);
select is(
  pg_temp.paid('cooking.example', '2026-10-01 12:00+00', '2026-10-05 12:00+00'), '2 1001000 10010 1001',
  'from when it came to before the end'
);
select is(pg_temp.paid('cooking.example', '2026-10-06', '2026-10-10'), null, 'and not when the clock said');
select is(
  pg_temp.paid('toto.example', '2026-10-05', '2026-10-06'), '2 1100000000 11000000 1100000', 'the twin has its own'
);

select * from finish();
rollback;
