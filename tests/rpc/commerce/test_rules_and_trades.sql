-- What a trade is charged and earns is of its own platform; what was claimed stays; a rule is closed and not changed.
-- row: C02 C13 C25 C35 C55
begin;
select plan(23);

-- A trade of another platform with the same id, and an order of the same name.
create temporary table one on commit drop as
select t, jsonb_populate_record(t, jsonb_build_object('domain_id', tests.domain('abtasty.com'))) as twin, c.id as charge_id
from public.transactions as t
inner join public.fee_charges as c on c.domain_id = t.domain_id and c.transaction_id = t.id
inner join public.orders as o on o.domain_id = t.domain_id and o.external_id = t.order_external_id
where t.domain_id = tests.domain('cooking.example') and t.status = 'confirmed' order by t.id limit 1;
select is((private.charge_trade(one.t)).id, charge_id, 'a trade that is charged again keeps its charge') from one;
select isnt((private.charge_trade(one.twin)).id, charge_id, 'which is not that of its twin') from one;
select is(private.find_trade_quote(one.t, null) ->> 'quoted', 'order', 'it is charged as its order was') from one;
select is(private.find_trade_quote(one.twin, null) ->> 'quoted', 'trade', 'and its twin not by an order elsewhere') from one;

-- Standings are kept for trades that count.
delete from private.referral_standings;
create function pg_temp.trades(status text) returns public.transactions [] language sql as $$
  select array_agg(jsonb_populate_record(t, jsonb_build_object('status', trades.status))) from public.transactions as t
  where t.domain_id = tests.domain('cooking.example') and t.status = 'confirmed'
$$;
select private.keep_standings(pg_temp.trades('failed'));
select is((select count(*) from private.referral_standings), 0::bigint, 'none for one that failed');
select private.keep_standings(pg_temp.trades('confirmed'));
select isnt((select count(*) from private.referral_standings), 0::bigint, 'some for those that were confirmed');
delete from private.referral_standings;
select private.settle_fees(pg_temp.trades('confirmed'));
select isnt((select count(*) from private.referral_standings), 0::bigint, 'as when they are settled');

-- What a trade earns, beside what was claimed of it.
create temporary table earned on commit drop as
select a as claimed, t, jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid(), 'level', a.level % 3 + 1, 'state', 'accrued', 'payout_id', null)) as another
from public.commission_accruals as a inner join public.transactions as t on t.domain_id = a.domain_id and t.id = a.transaction_id
where a.state = 'claimed' order by a.id limit 1;
create function pg_temp.states() returns text language sql as $$
  select string_agg(a.state, ' ' order by a.state) from public.commission_accruals as a
  inner join earned as e on (e.t).domain_id = a.domain_id and (e.t).id = a.transaction_id
$$;
select private.store_accruals(array[e.t], array[jsonb_populate_record(e.claimed, '{"state": "accrued", "payout_id": null}')]) from earned as e;
select is(pg_temp.states(), 'claimed', 'what was claimed stays as it is');
select private.store_accruals(array[e.t], array[e.another]) from earned as e;
select is(pg_temp.states(), 'accrued claimed', 'what is earned beside it stands there');
select private.store_accruals(array[e.t], array[e.another]) from earned as e;
select is(pg_temp.states(), 'accrued claimed', 'earned again, too');
select private.store_accruals(array[e.t], '{}') from earned as e;
select is(pg_temp.states(), 'claimed void', 'when the trade earns it no more that alone is void');

-- Rules.
insert into public.fee_rules (domain_id, kind, rate_ppm, starts_at, ends_at, reason)
values (tests.domain('cooking.example'), 'promotion', 1, '2026-01-01', now() + interval '1 day', 'guarded');
select is(tests.refusal('update public.fee_rules set rate_ppm = 2 where reason = ''guarded'''), '42501 APPEND_ONLY', 'a rule is not changed');
select is(tests.refusal('update public.fee_rules set ends_at = now() + interval ''1 hour'' where reason = ''guarded'''), null, 'it ends earlier');
select tests.as('admin@admin.com', 'aal2');
select is(
  tests.refusal('select public.close_fee_rule(r.domain_id, r.id, ''x'') from public.fee_rules as r where r.reason = ''guarded'''), null, 'or now, also a promotion of the whole platform'
);
select tests.back();
select is((select count(*) from public.audit_log where action = 'requote'), 0::bigint, 'orders stay as they were charged');
select isnt((select count(*) from public.orders as o where o.domain_id = tests.domain('cooking.example') and not private.is_order_filled(o)), 0::bigint, 'also those that wait');
update public.orders as o set placed_at = now() + interval '3 days' where o.domain_id = tests.domain('cooking.example') and not private.is_order_filled(o);
select tests.as('admin@admin.com', 'aal2');
select is(
  (select s.requoted from public.set_platform_fee(tests.domain('cooking.example'), 20000, 'x', now() + interval '2 days') as s), 0::bigint, 'a fee from a later day on changes no order now'
);
select tests.back();
insert into public.invite_codes (domain_id, code, slots_total) values (tests.domain('cooking.example'), 'OPEN-CODE', 9);
select is(
  tests.refusal(format('select public.redeem_invite_code(%L, ''OPEN-CODE'', %L)', u.domain_id, u.id)), null, 'whom somebody brought redeems a code that is nobody''s'
) from public.platform_users as u where u.domain_id = tests.domain('cooking.example') and u.referrer_id is not null order by u.id limit 1;
select throws_like($$select private.read_fee_history('{"from": "2026-02-01T00:00:00Z", "to": "2026-01-01T00:00:00Z"}')$$, 'filter.to: must be after filter.from', 'a time that ends before it begins is told of its end');

-- What is not there, or is nothing.
select tests.as_service();
select is(
  tests.refusal(format('select public.quote_fee(%L, null, null, ''market'', -1, ''USDC'')', tests.domain('cooking.example'))), '22023 INVALID_INPUT', 'a value below nothing has no fee'
);
select is(tests.refusal('select public.ingest_trades(''{}'')'), '22023 INVALID_INPUT', 'a batch is a list');
select is(tests.refusal('select public.ingest_trades(null)'), '22023 INVALID_INPUT', 'and is there');
select tests.as('admin@admin.com', 'aal2');
select is(tests.refusal(format('select public.user_360(%L, %L)', tests.domain('cooking.example'), gen_random_uuid())), 'P0002 NOT_FOUND', 'a user is one that there is');

select * from finish();
rollback;
