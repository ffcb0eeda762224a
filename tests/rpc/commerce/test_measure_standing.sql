-- What counts for whoever brings users is the volume of his own network, on his platform, to the depth of the programme
-- and in its window.
-- row: C35
begin;
select plan(7);

-- a brought b and x, b brought c, c brought d; on the other platform another a, with the same ids, brought somebody else.
insert into public.platform_users (domain_id, id, external_id, referrer_id, joined_at)
select tests.domain(one.site), md5(one.name)::uuid, 'standing ' || one.name, md5(one.by)::uuid, '2026-01-01'
from (values
  ('abtasty.com', 'a', null), ('abtasty.com', 'b', 'a'), ('abtasty.com', 'x', 'a'), ('abtasty.com', 'c', 'b'), ('abtasty.com', 'd', 'c'), ('abtasty.com', 'alone', null),
  ('cooking.example', 'a', null), ('cooking.example', 'b', null), ('cooking.example', 'alone', 'a')
) as one (site, name, by);
alter table public.fee_charges
drop constraint fee_charges_transaction_id_fkey, drop constraint fee_charges_token_id_fkey;
insert into public.fee_charges (
  domain_id, transaction_id, platform_user_id, token_id, order_type, occurred_at, discount_ppm, asset,
  gross_minor, discount_minor, fee_minor, commission_minor, platform_net_minor, volume_usd_minor, commission_usd_minor, explain
)
select tests.domain(one.site), gen_random_uuid(), md5(one.name)::uuid, gen_random_uuid(), 'market', one.at::timestamptz, 0, 'USDC', 0, 0, 0, 0, 0, one.volume, 0, '{}'
from (values
  ('abtasty.com', 'a', '2026-03-10 12:00+00', 1), ('abtasty.com', 'b', '2026-03-10 12:00+00', 10), ('abtasty.com', 'x', '2026-03-10 12:00+00', 20),
  ('abtasty.com', 'c', '2026-03-10 12:00+00', 100), ('abtasty.com', 'd', '2026-03-10 12:00+00', 1000), ('abtasty.com', 'alone', '2026-03-10 12:00+00', 10000),
  ('abtasty.com', 'b', '2026-03-09 23:59:59+00', 100000), ('abtasty.com', 'b', '2026-03-11 00:00+00', 200000), ('abtasty.com', 'c', '2026-03-10 00:00+00', 300),
  ('cooking.example', 'a', '2026-03-10 12:00+00', 1000000), ('cooking.example', 'b', '2026-03-10 12:00+00', 2000000), ('cooking.example', 'alone', '2026-03-10 12:00+00', 4000000)
) as one (site, name, at, volume);

create function pg_temp.standing(who text, change jsonb default '{}', on_day date default '2026-03-11') returns text language sql as $$
  select concat_ws(' ', s.level_one_usd_minor, s.network_usd_minor, s.own_usd_minor)
  from private.measure_standing(
    jsonb_populate_record(null::public.referral_programmes, jsonb_build_object(
      'domain_id', tests.domain('abtasty.com'), 'id', md5('standing')::uuid, 'levels', 2, 'window_days', 1) || change),
    md5(who)::uuid, on_day
  ) as s
$$;
select is(pg_temp.standing('a'), '30 430 1', 'those brought, those whom these brought, and the own trades: of the day before, and of one platform');
select is(pg_temp.standing('a', '{"levels": 3}'), '30 1430 1', 'a level more');
select is(pg_temp.standing('a', '{"levels": 1}'), '30 30 1', 'or one less');
select is(pg_temp.standing('a', '{"window_days": 2}'), '100030 100430 1', 'a longer window');
select is(pg_temp.standing('b'), '400 1400 10', 'somebody further down');
select is(pg_temp.standing('alone'), '0 0 10000', 'who brought nobody has the own trades');
select is(pg_temp.standing('a', jsonb_build_object('domain_id', tests.domain('cooking.example'))), '4000000 4000000 1000000', 'on the other platform it is others');

select * from finish();
rollback;
