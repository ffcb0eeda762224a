-- The platform claims for its user what can be claimed: once, and not while it is held.
-- row: C35 C55 C57
begin;
select plan(27);

-- Two assets, one that waits, one of nothing, one that is void, and a twin in another domain.
insert into public.platform_users (domain_id, id, external_id, joined_at)
select tests.domain('toto.example'), u.id, u.external_id || '-twin', u.joined_at from public.platform_users as u where u.domain_id = tests.domain('cooking.example');
insert into public.tokens (domain_id, id, chain, address) select tests.domain('toto.example'), t.id, t.chain, t.address from public.tokens as t;
insert into public.referral_programmes (domain_id, id, name) select tests.domain('toto.example'), p.id, p.name from public.referral_programmes as p;
create function pg_temp.earn(place integer, asset text, amount integer, since timestamptz default '2026-11-10', state text default 'accrued', site text default 'cooking.example', who text default 'user-1001')
returns void language sql as $$
  with trade as (
    insert into public.transactions (domain_id, id, chain_ref, platform_user_id, token_id, order_type, side, amount_minor, volume_usd_minor, fee_minor, fee_asset, status, occurred_at, told_at, told_by)
    select tests.domain(site), md5('earn ' || place)::uuid, 'earn ' || place, x.platform_user_id, x.token_id, x.order_type, x.side, 1, 1, 1, 'USDC', x.status, x.occurred_at, x.told_at, x.told_by
    from public.transactions as x where x.chain_ref = 'solana:2bbb' returning domain_id, id, platform_user_id
  )
  insert into public.commission_accruals (domain_id, id, transaction_id, platform_user_id, beneficiary_id, level, programme_id, rate_ppm, base_minor, amount_minor, asset, usd_minor, occurred_at, claimable_at, state)
  select t.domain_id, t.id, t.id, t.platform_user_id, md5('platform_user/cooking.example' || who)::uuid, 1, md5('referral_programme/Bring a trader')::uuid, 1, earn.amount, earn.amount, earn.asset, 2, now(), earn.since, earn.state from trade as t
$$;
-- What the platform charged for these, of which somebody earns 5.
create function pg_temp.charge(places integer []) returns void language sql as $$
  insert into public.fee_charges (domain_id, id, transaction_id, platform_user_id, token_id, order_type, occurred_at, discount_ppm, asset, gross_minor, discount_minor, fee_minor, commission_minor, platform_net_minor, volume_usd_minor, usd_minor, commission_usd_minor, explain)
  select t.domain_id, t.id, t.id, t.platform_user_id, t.token_id, t.order_type, t.occurred_at, 0, 'USDC', 1000, 0, 1000, 5, 995, 1000, 10, 2, '{}'
  from public.transactions as t join unnest(places) as place on t.id = md5('earn ' || place)::uuid
$$;
create function pg_temp.claim(key text, who text default 'user-1001') returns text language sql as $$
  select tests.refusal(format('select public.claim_commissions(%L, %L, %L)', tests.domain('cooking.example'), md5('platform_user/cooking.example' || claim.who)::uuid, claim.key))
$$;
create function pg_temp.paid() returns text language sql stable security definer as $$
  select string_agg(format('%s %s %s %s', p.idempotency_key, p.asset, p.amount_minor, p.usd_minor), ', ' order by p.idempotency_key, p.asset) from public.commission_payouts as p where p.asset <> 'TWIN'
$$;
create function pg_temp.states() returns text language sql as $$
  select string_agg(concat_ws(' ', a.state, a.amount_minor, a.reason), ', ' order by a.amount_minor) from public.commission_accruals as a where a.domain_id = tests.domain('cooking.example')
$$;
create function pg_temp.twins() returns text language sql as $$
  select string_agg(distinct a.state, ' ') || ' ' || count(*) from public.commission_accruals as a where a.domain_id = tests.domain('toto.example')
$$;
create function pg_temp.shares(site text) returns text language sql as $$
  select string_agg(concat_ws(' ', substr(t.chain_ref, 6), c.commission_minor, c.commission_usd_minor, c.platform_net_minor), ', ' order by t.chain_ref)
  from public.fee_charges as c join public.transactions as t on t.domain_id = c.domain_id and t.id = c.transaction_id
  where c.domain_id = tests.domain(site) and t.chain_ref ~ '^earn'
$$;
grant execute on all functions in schema pg_temp to public;
select pg_temp.earn(1, 'USDC', 10), pg_temp.earn(2, 'USDC', 5), pg_temp.earn(3, 'SOL', 7), pg_temp.earn(4, 'SOL', 100, now() + interval '1 second'),
  pg_temp.earn(5, 'BTC', 0), pg_temp.earn(6, 'USDC', 1000, state => 'void'), pg_temp.earn(7, 'USDC', 10000, site => 'toto.example');
select pg_temp.earn(8, 'USDC', 3000, who => 'user-1003');
select pg_temp.earn(place, 'USDC', 20000 + place, site => 'toto.example') from generate_series(1, 6) as place;
select pg_temp.charge('{1,2,3,4,5,6,8}');
-- The same key elsewhere, and of somebody else.
insert into public.commission_payouts (domain_id, platform_user_id, asset, amount_minor, usd_minor, idempotency_key)
select u.domain_id, u.id, 'TWIN', 1, 1, 'c' from public.platform_users as u
where (u.domain_id, u.external_id) in ((tests.domain('toto.example'), 'user-1001-twin'), (tests.domain('cooking.example'), 'user-1002'));

select tests.as('admin@admin.com', 'aal2');
select is(pg_temp.claim('c'), '42501', 'no person claims');
select tests.as_anon();
select is(pg_temp.claim('c'), '42501', 'nor does anon');
select tests.as_service();
select is(pg_temp.claim('c', 'user-9999'), 'P0002 NOT_FOUND', 'there must be such a user');
select is(pg_temp.claim(' '), '22023 INVALID_INPUT', 'a claim has a key');
select is(pg_temp.claim(repeat('x', 201)), '22023 INVALID_INPUT', 'of some length');
select tests.back();
insert into public.risk_reviews (domain_id, platform_user_id, decision, reason, score)
select u.domain_id, u.id, 'confirmed', 'x', 1 from public.platform_users as u where u.external_id = 'user-1001';
select tests.as_service();
select is(pg_temp.claim('c'), 'PT409 PAYOUT_HELD', 'C55: what is held is not paid out');
select is(pg_temp.paid(), 'claim-1 USDC 12150 1', 'and nothing was');
select tests.back();
insert into public.risk_reviews (domain_id, platform_user_id, decision, reason, score, created_at)
select u.domain_id, u.id, 'cleared', 'x', 100, now() + interval '1 second' from public.platform_users as u where u.external_id = 'user-1001' and u.domain_id = tests.domain('cooking.example');
select tests.as_service();
select is(pg_temp.claim('c'), null, 'C57: the platform claims for its user');
select is(pg_temp.paid(), 'c SOL 7 2, c USDC 15 4, claim-1 USDC 12150 1', 'a payout for each asset');
select results_eq(
  $$select asset, amount_minor::int from public.claim_commissions(tests.domain('cooking.example'), md5('platform_user/cooking.exampleuser-1001')::uuid, 'c')$$,
  $$values ('SOL', 7), ('USDC', 15)$$, 'the same key again returns the same'
);
select is(pg_temp.claim('d'), null, 'another one');
select is(pg_temp.paid(), 'c SOL 7 2, c USDC 15 4, claim-1 USDC 12150 1', 'finds nothing left');
select tests.back();
select pg_temp.earn(9, 'BTC', 8);
select tests.as_service();
select is(pg_temp.claim('c'), null, 'once more the first one,');
select is(pg_temp.paid(), 'c SOL 7 2, c USDC 15 4, claim-1 USDC 12150 1', 'which pays nothing that came later');
select tests.back();
select is(pg_temp.states(), 'accrued 0, claimed 5, claimed 7, accrued 8, claimed 10, accrued 100, void 1000, accrued 3000, claimed 12150', 'what waits, what is void and what is another''s are left alone');
select is(pg_temp.twins(), 'accrued 7', 'and twins');
select is((select sum(p.amount_minor) from public.commission_payouts as p where p.asset <> 'TWIN'), (select sum(a.amount_minor) from public.commission_accruals as a where a.state = 'claimed'), 'C57: payouts are the sum of what was claimed');
select ok((select bool_and(p.asset = a.asset) from public.commission_accruals as a join public.commission_payouts as p on p.id = a.payout_id), 'each in its asset');

-- A user who is let out keeps what he earned; what a deleted one has not claimed is the platform's.
select tests.as('support@demo.example', 'aal2');
select is(tests.refusal(format('select public.set_platform_user_status(%L, %L, ''inactive'', ''asked for'')', tests.domain('cooking.example'), md5('platform_user/cooking.exampleuser-1001')::uuid)), null, 'a user is let out');
select tests.back();
select is(pg_temp.states(), 'accrued 0, claimed 5, claimed 7, accrued 8, claimed 10, accrued 100, void 1000, accrued 3000, claimed 12150', 'and keeps what he earned');
select tests.as('support@demo.example', 'aal2');
select is(tests.refusal(format('select public.set_platform_user_status(%L, %L, ''deleted'', ''asked for'')', tests.domain('cooking.example'), md5('platform_user/cooking.exampleuser-1001')::uuid)), null, 'C35: a user is deleted');
select is(tests.refusal(format('select public.set_platform_user_status(%L, %L, ''active'', ''asked for'')', tests.domain('cooking.example'), md5('platform_user/cooking.exampleuser-1001')::uuid)), 'PT409 TRANSITION_NOT_ALLOWED', 'for good');
select tests.back();
select is(pg_temp.states(), 'void 0 BENEFICIARY_DELETED, claimed 5, claimed 7, void 8 BENEFICIARY_DELETED, claimed 10, void 100 BENEFICIARY_DELETED, void 1000, accrued 3000, claimed 12150', 'what was not claimed is void');
select is(pg_temp.twins(), 'accrued 7', 'not a twin''s');
select is(pg_temp.shares('cooking.example'), '1 5 2 995, 2 5 2 995, 3 5 2 995, 4 0 0 1000, 5 0 0 1000, 6 5 2 995, 8 5 2 995', 'the platform keeps it, and no more');
select is(pg_temp.shares('toto.example'), '1 5 2 995, 2 5 2 995, 3 5 2 995, 4 5 2 995, 5 5 2 995, 6 5 2 995', 'and none of a twin''s');
select tests.as_service();
select is(pg_temp.claim('e'), 'PT409 PAYOUT_HELD', 'and nothing is paid out any more');

select * from finish();
rollback;
