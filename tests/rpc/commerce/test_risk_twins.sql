-- What speaks of gaming a platform: trades that count, of the time that is asked for, and users who share something; a
-- score is by one model.
-- row: C55
begin;
select plan(15);

-- A platform on which there was nothing.
insert into public.platform_users (domain_id, id, external_id, wallets, email, joined_at, referrer_id)
select tests.domain('abtasty.com'), md5('risk ' || u.name)::uuid, u.name, u.wallets, u.email, '2026-01-01', md5('risk ' || u.by)::uuid
from (values
  ('host', '{}'::text [], null, null), ('a', '{same,own}', 'a@x.example', 'host'), ('b', '{same}', 'b@x.example', 'host'),
  ('c', '{other}', 'c@x.example', 'host'), ('free', '{}', null, null), ('free too', '{}', null, null), ('trader', '{}', null, null),
  ('washer', '{}', null, null), ('seller', '{}', null, null), ('bought', '{}', null, null)
) as u (name, wallets, email, by);
create function pg_temp.user_id(name text) returns uuid language sql as $$ select md5('risk ' || name)::uuid $$;
insert into public.tokens (domain_id, id, chain, address) values (tests.domain('abtasty.com'), md5('risk')::uuid, 'solana', 'risk');
create function pg_temp.trade(who text, side text, volume integer, at timestamptz, status text default 'confirmed') returns void language sql as $$
  insert into public.transactions (domain_id, chain_ref, platform_user_id, token_id, order_type, side, amount_minor, volume_usd_minor, fee_minor, fee_asset, status, occurred_at, told_at, told_by)
  values (tests.domain('abtasty.com'), gen_random_uuid(), pg_temp.user_id(who), md5('risk')::uuid, 'market', side, 1, volume, 0, 'USDC', status, at, at, gen_random_uuid())
$$;
create function pg_temp.signals(helper text, wanted text) returns text language plpgsql as $$
declare
  told text;
begin
  execute format(
    'select string_agg(coalesce(u.external_id, ''nobody'') || '' '' || s.value, '', '' order by u.external_id) from private.%I(tests.domain(''abtasty.com'') %s) as s
    left join public.platform_users as u on u.id = s.platform_user_id and u.domain_id = tests.domain(''abtasty.com'') where s.signal = %L',
    helper, case when helper <> 'risk_shared' then ', ''2026-03-02 10:00+00''' end, wanted
  ) into told;
  return told;
end;
$$;

select is(pg_temp.signals('risk_shared', 'shared_wallet'), 'a 2, b 2', 'who shares a wallet, and not who has his own');
select is(pg_temp.signals('risk_shared', 'shared_mailbox'), null, 'nobody a mailbox');
select is(pg_temp.signals('risk_shared', 'referral_ring'), 'a 2, b 2', 'both came through one user');

-- Two and the like of whom nobody brought; one too early, and one whose trade failed.
select pg_temp.trade(who, 'buy', 100, '2026-03-02 10:10+00') from unnest('{a,b,free,free too}'::text []) as who;
select pg_temp.trade('c', 'buy', 100, '2026-03-02 10:20+00', 'failed'), pg_temp.trade('c', 'buy', 100, '2026-03-02 09:59+00');
select is(pg_temp.signals('risk_lockstep', 'lockstep'), 'a 2, b 2, host 2', 'alike: two who came through one user, and who brought them');
select pg_temp.trade('a', 'buy', 77, '2026-03-02 09:20+00'), pg_temp.trade('b', 'buy', 77, '2026-03-02 09:21+00'), pg_temp.trade('c', 'buy', 77, '2026-03-02 09:22+00');
select is(pg_temp.signals('risk_lockstep', 'lockstep'), 'a 2, b 2, host 2', 'not what was before');

-- Bought and sold again: once in five trades, and once in four; what was a moment before the time does not count.
select pg_temp.trade('trader', side, volume, at::timestamptz) from (values
  ('buy', 100, '2026-03-02 10:00+00'), ('sell', 100, '2026-03-02 10:05+00'), ('buy', 500, '2026-03-02 10:30+00'),
  ('buy', 700, '2026-03-02 10:40+00'), ('buy', 900, '2026-03-02 10:50+00'), ('buy', 900, '2026-03-02 09:55+00')
) as t (side, volume, at);
select pg_temp.trade('washer', side, volume, at::timestamptz) from (values
  ('buy', 100, '2026-03-02 10:00+00'), ('sell', 100, '2026-03-02 10:05+00'), ('buy', 500, '2026-03-02 10:30+00'), ('buy', 700, '2026-03-02 10:40+00')
) as t (side, volume, at);
select alike(pg_temp.signals('risk_trades', 'velocity'), '%trader 5, washer 4', 'the most trades in an hour, of that time');
select is(pg_temp.signals('risk_trades', 'wash_trades'), 'washer 1', 'every fourth undid the one before; every fifth is too few');

-- A code that a user gave away, and one that is nobody's.
insert into public.invite_codes (domain_id, id, code, owner_user_id, slots_total)
values (tests.domain('abtasty.com'), md5('sold')::uuid, 'SOLD01', pg_temp.user_id('seller'), 9), (tests.domain('abtasty.com'), md5('free')::uuid, 'FREE01', null, 9);
insert into public.invite_redemptions (domain_id, invite_code_id, platform_user_id, redeemed_at)
select tests.domain('abtasty.com'), md5(code)::uuid, pg_temp.user_id('bought'), '2026-03-03' from unnest('{sold,free}'::text []) as code;
select is(pg_temp.signals('risk_code_sales', 'code_selling'), 'seller 1', 'codes of users, not those of the platform');

-- Another model asks for the same, weighs it otherwise, and scored somebody of whom nothing is known.
insert into private.risk_models (model_version, hold_limit) values ('rules-0', 10);
insert into private.risk_rules (model_version, signal, at_least, weight) values ('rules-0', 'shared_wallet', 2, 41);
insert into public.risk_scores (domain_id, platform_user_id, model_version, score, reasons)
values (tests.domain('abtasty.com'), pg_temp.user_id('bought'), 'rules-0', 99, '[]'), (tests.domain('abtasty.com'), pg_temp.user_id('b'), 'rules-1', 99, '["x"]'),
(tests.domain('abtasty.com'), pg_temp.user_id('c'), 'rules-1', 99, '["x"]');
create function pg_temp.scores(model text) returns text language sql as $$
  select string_agg(u.external_id || ' ' || s.score, ', ' order by u.external_id) from public.risk_scores as s
  inner join public.platform_users as u on u.domain_id = s.domain_id and u.id = s.platform_user_id
  where s.domain_id = tests.domain('abtasty.com') and s.model_version = scores.model
$$;
select is(private.score_risk(tests.domain('abtasty.com'), 'rules-1', '2026-03-02 10:00+00'), 3::bigint, 'three scores change');
select is(pg_temp.scores('rules-1'), 'a 30, b 30, c 0', 'by the rules of this model; what nothing speaks for any more is 0');
select is(pg_temp.scores('rules-0'), 'bought 99', 'another one keeps its own');
select is(private.score_risk(tests.domain('abtasty.com'), 'rules-1', '2026-03-02 10:00+00'), 0::bigint, 'again: nothing changes');
select is(private.has_risk_hold(tests.domain('abtasty.com'), pg_temp.user_id('bought')), false, 'payouts wait by the model that counts now, not by another');
select lives_ok('select public.run_risk_upkeep()', 'which is the one that scores');

-- Somebody with the same id on another platform was looked at there.
insert into public.platform_users (domain_id, id, external_id, joined_at) values (tests.domain('cooking.example'), pg_temp.user_id('bought'), 'twin', now());
insert into public.risk_reviews (domain_id, platform_user_id, decision, reason, score)
values (tests.domain('cooking.example'), pg_temp.user_id('bought'), 'cleared', 'x', 99);
select tests.as('admin@admin.com', 'aal2');
select is((select r.unreviewed_flags from public.risk_report() as r where r.model_version = 'rules-0'), 1::bigint, 'what nobody looked at here waits here');

select * from finish();
rollback;
