-- What was earned by trades of others, over several domains, last traded first, by whatever a filter asks.
-- row: C03 C04 C35
begin;
select plan(21);

create function pg_temp.page(filter jsonb default '{}') returns text language sql stable as $$
  select string_agg(l.amount_minor::text, ' ' order by l.place) from public.list_commission_accruals(page.filter) with ordinality as l (
    domain_id, id, transaction_id, platform_user_id, beneficiary_id, user_external_id, level, programme_id, rule_id, rate_ppm, base_minor, amount_minor, asset, usd_minor, state, reason, occurred_at, claimable_at, payout_id, cursor, place
  )
$$;
create function pg_temp.walk(page_size integer) returns text [] language sql as $$
  select tests.walk($walk$list_commission_accruals(after => $1, page_size => $2)$walk$, $walk$l.domain_id::text || l.id$walk$, walk.page_size)
$$;
grant execute on all functions in schema pg_temp to public;
-- Twins, of the same ids and times, so that only the last part of the order tells them apart; their users have other names.
insert into public.platform_users (domain_id, id, external_id, joined_at)
select d.id, u.id, 'twin ' || u.external_id, u.joined_at from public.platform_users as u, public.domains as d where u.domain_id = tests.domain('cooking.example') and d.site_domain in ('abtasty.com', 'sub.abtasty.com');
insert into public.tokens (domain_id, id, chain, address)
select d.id, t.id, t.chain, t.address from public.tokens as t, public.domains as d where t.domain_id = tests.domain('cooking.example') and d.site_domain in ('abtasty.com', 'sub.abtasty.com');
insert into public.transactions (domain_id, id, chain_ref, platform_user_id, token_id, order_type, side, amount_minor, volume_usd_minor, fee_minor, fee_asset, status, occurred_at, told_at, told_by)
select d.id, t.id, t.chain_ref, t.platform_user_id, t.token_id, t.order_type, t.side, 1, 1, 1, 'USDC', t.status, t.occurred_at, t.told_at, t.told_by
from public.transactions as t, public.domains as d where t.domain_id = tests.domain('cooking.example') and d.site_domain in ('abtasty.com', 'sub.abtasty.com');
insert into public.referral_programmes (domain_id, id, name)
select d.id, p.id, p.name from public.referral_programmes as p, public.domains as d where p.domain_id = tests.domain('cooking.example') and d.site_domain in ('abtasty.com', 'sub.abtasty.com');
insert into public.referral_programmes (domain_id, id, name) select d.id, md5('another')::uuid, 'Another' from public.domains as d where d.site_domain in ('cooking.example', 'abtasty.com', 'sub.abtasty.com');
insert into public.commission_accruals (domain_id, id, transaction_id, platform_user_id, beneficiary_id, level, programme_id, rate_ppm, base_minor, amount_minor, asset, usd_minor, occurred_at, claimable_at, state, reason)
select t.domain_id, md5('accrual ' || a.amount)::uuid, t.id, t.platform_user_id, md5('platform_user/cooking.example' || a.who)::uuid, a.level, md5(a.programme)::uuid, 9, 100, a.amount, a.asset, 8, a.at::timestamptz, a.at::timestamptz + interval '7 days', a.state, a.reason
from public.transactions as t, (
  values ('user-1003', 'SOL', 5, 'accrued', null, '2025-10-01', 'referral_programme/Bring a trader', 2), ('user-1003', 'SOL', 3, 'void', 'TRADE_CHANGED', '2025-10-02', 'another', 3)
) as a (who, asset, amount, state, reason, at, programme, level)
where t.chain_ref = 'solana:2bbb';

select tests.as('business@demo.example');
select is(pg_temp.page(), '12150 3 5', 'C03: last traded first, of the own domain');
select is(pg_temp.page('null'), '12150 3 5', 'null is no filter');
select is(pg_temp.page(jsonb_build_object('platform_user_id', md5('platform_user/cooking.exampleuser-1003')::uuid)), '3 5', 'of who earns');
select is(pg_temp.page(jsonb_build_object('platform_user_id', md5('platform_user/cooking.exampleuser-1002')::uuid)), null, 'not of who trades');
select is(pg_temp.page('{"asset": "SOL"}'), '3 5', 'of one asset');
select is(pg_temp.page('{"state": ["accrued"]}'), '5', 'that are owed');
select is(pg_temp.page('{"state": ["void", "claimed"]}'), '12150 3', 'or not any more');
select is(pg_temp.page(jsonb_build_object('programme_id', md5('another')::uuid)), '3', 'of one programme');
select is(pg_temp.page(jsonb_build_object('payout_id', md5('commission_payout/claim-1')::uuid)), '12150', 'that a claim paid out');
select is(pg_temp.page('{"from": "2025-10-02T00:00:00Z", "asset": "SOL"}'), '3', 'from an instant on');
select is(pg_temp.page('{"to": "2025-10-02T00:00:00Z"}'), '5', 'and up to one, which is not included');
select is(pg_temp.page('{"domain_ids": []}'), null, 'of no domain: none');
select is(tests.refusal($$select pg_temp.page('{"state": ["paid"]}')$$), '22023 INVALID_INPUT', 'states that there are');
select is(tests.refusal('select public.list_commission_accruals(page_size => 501)'), '22023 INVALID_INPUT', 'a page has at most 500 rows');
select is(tests.refusal('select public.list_commission_accruals(after => ''x'')'), '22023 INVALID_INPUT', 'and begins at a cursor');
select is(tests.refusal('select public.list_commission_accruals(jsonb_build_object(''domain_ids'', array[''10000000-0000-4000-8000-000000000006'']))'), '42501 PERMISSION_DENIED', 'a domain that is not ours is refused');
select results_eq(
  $$select l.user_external_id, l.level, l.rate_ppm, l.base_minor::int, l.usd_minor::int, l.state, l.reason, t.chain_ref, l.claimable_at from public.list_commission_accruals('{"state": ["void"]}') as l join public.transactions as t on t.id = l.transaction_id and t.platform_user_id = l.platform_user_id$$,
  $$values ('user-1003', 3, 9, 100, 8, 'void', 'TRADE_CHANGED', 'solana:2bbb', timestamptz '2025-10-09')$$, 'whose it is, by what trade, and why it is not owed'
);
select tests.as('support@demo.example');
select is(pg_temp.page(jsonb_build_object('domain_ids', array[tests.domain('cooking.example')])), '12150 3 5', 'C04: support sees them');
select tests.as('admin@admin.com');
select is((select array_agg(array_length(pg_temp.walk(n), 1)) from unnest('{1,2,100}'::int []) as n), array[7, 7, 7], 'pages leave none out');
select is(pg_temp.walk(1), pg_temp.walk(100), 'and come in one order, twins too');
select tests.as('staff@demo.example', 'aal2');
select is(tests.refusal('select pg_temp.page()'), '42501 PERMISSION_DENIED', 'staff has nothing to do with commissions');

select * from finish();
rollback;
