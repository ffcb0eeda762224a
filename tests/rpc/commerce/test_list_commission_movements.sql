-- The lines of statements over several domains, those that were booked last first, by whatever a filter asks.
-- row: C03 C04 C57
begin;
select plan(23);

create function pg_temp.page(filter jsonb default '{}') returns text language sql stable as $$
  select string_agg(l.amount_minor::text, ' ' order by l.place) from public.list_commission_movements(page.filter) with ordinality as l (
    domain_id, id, beneficiary_id, user_external_id, kind, asset, amount_minor, reason, level, programme_id, rule_id, transaction_id, payout_id, occurred_at, booked_at, cursor, place
  )
$$;
create function pg_temp.of(key text, site text) returns jsonb language sql stable security definer as $$
  select jsonb_build_object(of.key, array[tests.domain(of.site)])
$$;
create function pg_temp.walk(page_size integer) returns text [] language sql as $$
  select tests.walk($walk$list_commission_movements(after => $1, page_size => $2)$walk$, $walk$l.domain_id::text || l.id$walk$, walk.page_size)
$$;
grant execute on all functions in schema pg_temp to public;
insert into public.referral_programmes (domain_id, id, name) values (tests.domain('cooking.example'), md5('another')::uuid, 'Another');
insert into public.commission_movements (domain_id, id, beneficiary_id, transaction_id, level, programme_id, kind, asset, amount_minor, reason, occurred_at, booked_at)
select t.domain_id, md5('movement ' || m.amount)::uuid, md5('platform_user/cooking.example' || m.who)::uuid, t.id, 1, md5(m.programme)::uuid, case when m.amount > 0 then 'accrued' else 'reversed' end, m.asset, m.amount, m.reason, t.occurred_at, m.booked_at
from public.transactions as t, (
  values ('user-1003', 'SOL', 5, null, timestamptz '2025-10-01', 'referral_programme/Bring a trader'), ('user-1003', 'SOL', -3, 'TRADE_CHANGED', '2025-10-02', 'another'), ('user-1001', 'BTC', 2, null, '2025-10-02', 'another')
) as m (who, asset, amount, reason, booked_at, programme)
where t.chain_ref = 'solana:2bbb';
-- Twins, of the same ids and times, so that only the last part of the order tells them apart; their users have other names.
insert into public.platform_users (domain_id, id, external_id, joined_at)
select d.id, u.id, 'twin ' || u.external_id, u.joined_at from public.platform_users as u, public.domains as d where u.domain_id = tests.domain('cooking.example') and d.site_domain in ('abtasty.com', 'sub.abtasty.com');
insert into public.tokens (domain_id, id, chain, address)
select d.id, t.id, t.chain, t.address from public.tokens as t, public.domains as d where t.domain_id = tests.domain('cooking.example') and d.site_domain in ('abtasty.com', 'sub.abtasty.com');
insert into public.transactions (domain_id, id, chain_ref, platform_user_id, token_id, order_type, side, amount_minor, volume_usd_minor, fee_minor, fee_asset, status, occurred_at, told_at, told_by)
select d.id, t.id, t.chain_ref, t.platform_user_id, t.token_id, t.order_type, t.side, 1, 1, 1, 'USDC', t.status, t.occurred_at, t.told_at, t.told_by
from public.transactions as t, public.domains as d where t.chain_ref = 'solana:2bbb' and d.site_domain in ('abtasty.com', 'sub.abtasty.com');
insert into public.commission_movements (domain_id, id, beneficiary_id, transaction_id, level, programme_id, payout_id, kind, asset, amount_minor, occurred_at, booked_at)
select d.id, m.id, m.beneficiary_id, m.transaction_id, m.level, m.programme_id, m.payout_id, m.kind, m.asset, m.amount_minor, m.occurred_at, m.booked_at
from public.commission_movements as m, public.domains as d where d.site_domain in ('abtasty.com', 'sub.abtasty.com');

select tests.as('business@demo.example');
select is(pg_temp.page(), '-12150 12150 -3 2 5', 'C03: last booked first, of the own domain');
select is(pg_temp.page('null'), '-12150 12150 -3 2 5', 'null is no filter');
select is(pg_temp.page(jsonb_build_object('platform_user_id', md5('platform_user/cooking.exampleuser-1003')::uuid)), '-3 5', 'of one user');
select is(pg_temp.page('{"asset": "BTC"}'), '2', 'of one asset');
select is(pg_temp.page('{"kind": ["accrued"]}'), '12150 2 5', 'of one kind');
select is(pg_temp.page('{"kind": ["reversed", "claimed"]}'), '-12150 -3', 'or some');
select is(pg_temp.page(jsonb_build_object('programme_id', md5('another')::uuid)), '-3 2', 'of one programme');
select is(pg_temp.page('{"from": "2025-10-02T00:00:00Z", "asset": "SOL"}'), '-3', 'from an instant on');
select is(pg_temp.page('{"to": "2025-10-02T00:00:00Z"}'), '5', 'and up to one, which is not included');
select is(pg_temp.page(pg_temp.of('domain_ids', 'cooking.example')), '-12150 12150 -3 2 5', 'of the domains that are asked for');
select is(pg_temp.page('{"domain_ids": []}'), null, 'of no domain: none');
select is(tests.refusal($$select pg_temp.page('{"kind": ["paid"]}')$$), '22023 INVALID_INPUT', 'kinds that there are');
select is(tests.refusal($$select pg_temp.page('{"level": 1}')$$), '22023 INVALID_INPUT', 'and keys');
select is(tests.refusal('select public.list_commission_movements(page_size => 501)'), '22023 INVALID_INPUT', 'a page has at most 500 rows');
select is(tests.refusal('select public.list_commission_movements(after => ''x'')'), '22023 INVALID_INPUT', 'and begins at a cursor');
select is(tests.refusal($$select pg_temp.page(pg_temp.of('domain_ids', 'toto.example'))$$), '42501 PERMISSION_DENIED', 'a domain that is not ours is refused');
select results_eq(
  $$select l.user_external_id, l.kind, l.reason, l.level, l.payout_id is null, t.chain_ref, l.occurred_at = t.occurred_at from public.list_commission_movements('{"asset": "SOL"}') as l join public.transactions as t on t.id = l.transaction_id$$,
  $$values ('user-1003', 'reversed', 'TRADE_CHANGED', 1, true, 'solana:2bbb', true), ('user-1003', 'accrued', null, 1, true, 'solana:2bbb', true)$$,
  'whose it is, why, and by what trade'
);
select tests.as('support@demo.example');
select is(pg_temp.page(pg_temp.of('domain_ids', 'cooking.example') || '{"asset": "SOL"}'), '-3 5', 'C04: support explains it to the user');
select tests.as('admin@admin.com');
select is((select array_agg(distinct cardinality(pg_temp.walk(n))) from unnest('{1,2,3,5,100}'::int []) as n), array[15], 'pages leave none out');
select is(pg_temp.walk(1), pg_temp.walk(100), 'and come in one order, twins too');
select is((select count(distinct w) from unnest(pg_temp.walk(2)) as w), 15::bigint, 'and name none twice');
select tests.as('staff@demo.example', 'aal2');
select is(tests.refusal('select pg_temp.page()'), '42501 PERMISSION_DENIED', 'staff has nothing to do with commissions');
select tests.as_anon();
select is(tests.refusal('select public.list_commission_movements()'), '42501', 'anon may not ask');

select * from finish();
rollback;
