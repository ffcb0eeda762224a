-- Each change of a commission is booked: when it is earned, when it is not after all, when it is paid out.
-- row: C57
begin;
select plan(22);

-- Another rule, another programme and another user of the platform, and a twin of the trader's line in another domain.
insert into public.referral_programmes (domain_id, id, name) values (tests.domain('cooking.example'), md5('another')::uuid, 'Another');
insert into public.platform_users (domain_id, id, external_id, joined_at)
select tests.domain('toto.example'), u.id, u.external_id || '-twin', u.joined_at from public.platform_users as u where u.domain_id = tests.domain('cooking.example');
insert into public.tokens (domain_id, id, chain, address) select tests.domain('toto.example'), t.id, t.chain, t.address from public.tokens as t;
insert into public.referral_programmes (domain_id, id, name) select tests.domain('toto.example'), p.id, p.name from public.referral_programmes as p;
insert into public.transactions (domain_id, id, chain_ref, platform_user_id, token_id, order_type, side, amount_minor, volume_usd_minor, fee_minor, fee_asset, status, occurred_at, told_at, told_by)
select d.id, md5(r.trade)::uuid, r.trade, x.platform_user_id, x.token_id, x.order_type, x.side, 1, 1, 1, 'USDC', x.status, '2026-11-01', x.told_at, x.told_by
from public.transactions as x, public.domains as d, (values ('trade'), ('other')) as r (trade) where x.chain_ref = 'solana:2bbb' and d.site_domain in ('cooking.example', 'toto.example');
insert into public.commission_payouts (domain_id, id, platform_user_id, asset, amount_minor, usd_minor, idempotency_key)
values (tests.domain('cooking.example'), md5('book')::uuid, md5('platform_user/cooking.exampleuser-1001')::uuid, 'SOL', 9, 0, 'book');
create function pg_temp.earn(amount integer, level integer default 1, state text default 'accrued', site text default 'cooking.example', trade text default 'trade') returns void language sql as $$
  insert into public.commission_accruals (domain_id, id, transaction_id, platform_user_id, beneficiary_id, level, programme_id, rate_ppm, base_minor, amount_minor, asset, usd_minor, occurred_at, claimable_at, state, reason, payout_id)
  values (tests.domain(site), md5('earned ' || earn.level || case earn.trade when 'trade' then '' else earn.trade end)::uuid, md5(earn.trade)::uuid, md5('platform_user/cooking.exampleuser-1002')::uuid, md5('platform_user/cooking.exampleuser-1001')::uuid, earn.level,
    md5('referral_programme/Bring a trader')::uuid, 1, 100, earn.amount, 'SOL', 0, '2026-11-01', now(), earn.state, case earn.state when 'void' then 'TRADE_REVERTED' end, case earn.state when 'claimed' then md5('book')::uuid end)
$$;
create function pg_temp.booked(what text) returns text language plpgsql as $$
declare
  known constant uuid [] := array(select m.id from public.commission_movements as m);
begin
  execute booked.what;
  return (
    select string_agg(concat_ws(' ', m.kind, m.amount_minor, m.asset, m.reason), ', ' order by m.amount_minor) from public.commission_movements as m where m.id <> all(known)
  );
end;
$$;
create function pg_temp.changed(what text) returns text language sql as $$
  select pg_temp.booked(format('update public.commission_accruals set %s where domain_id = %L and id = %L', changed.what, tests.domain('cooking.example'), md5('earned 1')::uuid))
$$;

select is(pg_temp.booked('select pg_temp.earn(9)'), 'accrued 9 SOL', 'what is earned');
select results_eq(
  $$select beneficiary_id, transaction_id, level, programme_id, rule_id, payout_id, occurred_at, booked_at from public.commission_movements where asset = 'SOL'$$,
  $$values (md5('platform_user/cooking.exampleuser-1001')::uuid, md5('trade')::uuid, 1, md5('referral_programme/Bring a trader')::uuid, null::uuid, null::uuid, timestamptz '2026-11-01', now())$$,
  'by whom, by what, and when'
);
select is(pg_temp.booked($$select pg_temp.earn(4, site => 'toto.example')$$), 'accrued 4 SOL', 'each in its domain');
select is(pg_temp.changed('usd_minor = 1, rate_ppm = 2'), null, 'what is owed on the same terms is not booked again');
select is(pg_temp.booked($$select pg_temp.earn(6, trade => 'other')$$), 'accrued 6 SOL', 'each by its trade');
select is(
  pg_temp.booked('update public.commission_accruals set amount_minor = amount_minor + 1 where asset = ''SOL'''),
  'reversed -9 SOL TRADE_CHANGED, reversed -6 SOL TRADE_CHANGED, reversed -4 SOL TRADE_CHANGED, accrued 5 SOL, accrued 7 SOL, accrued 10 SOL', 'many at once, each by itself'
);
select is(pg_temp.changed('amount_minor = 8'), 'reversed -10 SOL TRADE_CHANGED, accrued 8 SOL', 'another amount');
select is(pg_temp.changed('asset = ''BTC'''), 'reversed -8 SOL TRADE_CHANGED, accrued 8 BTC', 'another asset');
select is(pg_temp.changed('programme_id = md5(''another'')::uuid'), 'reversed -8 BTC TRADE_CHANGED, accrued 8 BTC', 'another programme');
select is(pg_temp.changed('rule_id = md5(''commission_rule/The third level'')::uuid'), 'reversed -8 BTC TRADE_CHANGED, accrued 8 BTC', 'another rule');
select is(pg_temp.changed('beneficiary_id = md5(''platform_user/cooking.exampleuser-1003'')::uuid'), 'reversed -8 BTC TRADE_CHANGED, accrued 8 BTC', 'another user');
select is(
  (select string_agg(u.external_id || ' ' || m.amount_minor, ', ' order by u.external_id, m.amount_minor) from public.commission_movements as m join public.platform_users as u on u.domain_id = m.domain_id and u.id = m.beneficiary_id
    where m.asset = 'BTC' and m.rule_id is not null),
  'user-1001 -8, user-1001 8, user-1003 8', 'taken from the one, given to the other'
);
select is(pg_temp.changed('state = ''void'', reason = ''TRADE_REVERTED'''), 'reversed -8 BTC TRADE_REVERTED', 'what is void is not owed');
select is(pg_temp.changed('amount_minor = 7'), null, 'whatever it would have been');
select is(pg_temp.changed('state = ''accrued'', reason = ''FEE_USED_UP'''), 'accrued 7 BTC', 'and may be earned again');
select is(
  pg_temp.booked('select private.store_accruals(array(select t from public.transactions as t where t.chain_ref = ''trade'' and t.domain_id = tests.domain(''cooking.example'')), ''{}'')'),
  'reversed -7 BTC TRADE_CHANGED', 'a trade by which nothing is earned any more: neither another''s, nor its twin''s'
);
select is(pg_temp.changed('state = ''accrued'''), 'accrued 7 BTC', 'or is, again');
select is(pg_temp.changed('state = ''claimed'', payout_id = md5(''book'')::uuid'), 'claimed -7 BTC', 'what is paid out is not owed any more');
select is(pg_temp.changed('amount_minor = 6'), null, 'and stays claimed');
select is(pg_temp.booked('select pg_temp.earn(5, 2, ''claimed'')'), 'claimed -5 SOL, accrued 5 SOL', 'what comes as paid out was earned');
select is(pg_temp.booked('select pg_temp.earn(0, 3)'), null, 'nothing is no movement');
delete from public.transactions where chain_ref = 'trade';
select is((select count(*) from public.commission_movements as m where m.transaction_id = md5('trade')::uuid), 0::bigint, 'a trade takes its movements along');

select * from finish();
rollback;
