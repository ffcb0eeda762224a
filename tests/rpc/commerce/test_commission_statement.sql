-- What a user was owed, what changed, and what he is owed: over any period, and it adds up.
-- row: C03 C04 C57
begin;
select plan(21);

create function pg_temp.book(asset text, kind text, amount integer, booked_at timestamptz, level integer default 1, reason text default null, who text default 'user-1001') returns void language sql as $$
  insert into public.commission_movements (domain_id, beneficiary_id, transaction_id, level, programme_id, payout_id, kind, asset, amount_minor, reason, occurred_at, booked_at)
  select u.domain_id, u.id, t.id, book.level, md5('referral_programme/Bring a trader')::uuid, case book.kind when 'claimed' then md5('paid')::uuid end, book.kind, book.asset, book.amount, book.reason, t.occurred_at, book.booked_at
  from public.platform_users as u inner join public.transactions as t on t.domain_id = u.domain_id and t.chain_ref = 'solana:2bbb' where u.external_id = book.who
$$;
create function pg_temp.told(since timestamptz default null, before timestamptz default null, who text default 'user-1001', site text default 'cooking.example') returns text language sql stable as $$
  select string_agg(format('%s %s %s %s %s = %s', s.asset, s.opening_minor, s.accrued_minor, s.reversed_minor, s.claimed_minor, s.closing_minor), ', ' order by s.place)
  from public.commission_statement(tests.domain(told.site), md5('platform_user/cooking.example' || told.who)::uuid, told.since, told.before) with ordinality as s (asset, opening_minor, accrued_minor, reversed_minor, claimed_minor, closing_minor, parts, place)
$$;
create function pg_temp.parts(since timestamptz, before timestamptz default null) returns text language sql stable as $$
  select string_agg(concat_ws(' ', p.part ->> 'kind', p.part ->> 'level', p.part ->> 'reason', p.part ->> 'movements', p.part ->> 'amount_minor'), ', ' order by s.asset, p.place)
  from public.commission_statement(tests.domain('cooking.example'), md5('platform_user/cooking.exampleuser-1001')::uuid, parts.since, parts.before) as s
  cross join lateral jsonb_array_elements(s.parts) with ordinality as p (part, place)
$$;
grant execute on all functions in schema pg_temp to public;
-- A twin of the user in another domain, and another user: what they are owed is in nobody else's statement.
insert into public.platform_users (domain_id, id, external_id, joined_at) select tests.domain('toto.example'), u.id, 'twin', u.joined_at from public.platform_users as u where u.domain_id = tests.domain('cooking.example') and u.external_id = 'user-1001';
insert into public.platform_users (domain_id, id, external_id, joined_at) values (tests.domain('toto.example'), md5('platform_user/cooking.exampleelsewhere')::uuid, 'elsewhere', now());
insert into public.tokens (domain_id, id, chain, address) select tests.domain('toto.example'), t.id, t.chain, t.address from public.tokens as t;
insert into public.platform_users (domain_id, id, external_id, joined_at) select tests.domain('toto.example'), u.id, 'twin trader', u.joined_at from public.platform_users as u where u.domain_id = tests.domain('cooking.example') and u.external_id = 'user-1002';
insert into public.transactions (domain_id, id, chain_ref, platform_user_id, token_id, order_type, side, amount_minor, volume_usd_minor, fee_minor, fee_asset, status, occurred_at, told_at, told_by)
select tests.domain('toto.example'), x.id, x.chain_ref, x.platform_user_id, x.token_id, x.order_type, x.side, 1, 1, 1, 'USDC', x.status, x.occurred_at, x.told_at, x.told_by from public.transactions as x where x.chain_ref = 'solana:2bbb';
select
  pg_temp.book('SOL', 'accrued', 100, '2025-10-01'), pg_temp.book('SOL', 'accrued', 50, '2025-11-01'), pg_temp.book('SOL', 'accrued', 7, '2025-11-02', 2), pg_temp.book('SOL', 'accrued', 3, '2025-11-03'),
  pg_temp.book('SOL', 'reversed', -30, '2025-11-10', 1, 'TRADE_REVERTED'), pg_temp.book('SOL', 'reversed', -2, '2025-11-10', 1, 'TRADE_CHANGED'), pg_temp.book('SOL', 'claimed', -60, '2025-11-11'),
  pg_temp.book('SOL', 'claimed', -9, '2025-12-01'), pg_temp.book('BTC', 'accrued', 4, '2025-10-02'), pg_temp.book('BTC', 'reversed', -4, '2025-10-03', 1, 'TRADE_REVERTED'),
  pg_temp.book('SOL', 'accrued', 1000, '2025-11-05', 1, null, 'user-1003'), pg_temp.book('SOL', 'accrued', 10000, '2025-11-05', 1, null, 'twin');

select tests.as('business@demo.example');
select is(pg_temp.told('2025-11-01', '2025-12-01'), 'SOL 100 60 -32 -60 = 68', 'C57: what was owed, what changed, and what is owed; what begins with the period is in it, what begins with its end is not');
select is(pg_temp.told('2025-10-01', '2025-11-01'), 'BTC 0 4 -4 0 = 0, SOL 0 100 0 0 = 100', 'the period before ends where this one begins; what came to nothing is told');
select is(pg_temp.told('2025-12-01', '2025-12-02'), 'SOL 68 0 0 -9 = 59', 'and so does the one after; an asset of which nothing is owed, and nothing changed, is not');
select is(pg_temp.told('2025-12-02', '2025-12-03'), 'SOL 59 0 0 0 = 59', 'what is owed is told where nothing changed');
select is(pg_temp.told('2025-11-01', '2025-11-01'), 'SOL 100 0 0 0 = 100', 'a moment has what was owed then');
select is(pg_temp.told(), 'BTC 0 4 -4 0 = 0, SOL 0 160 -32 -69 = 59, USDC 0 12150 0 -12150 = 0', 'all of it');
select is(pg_temp.told(before => '2025-10-03'), 'BTC 0 4 0 0 = 4, SOL 0 100 0 0 = 100', 'from the beginning');
select is(pg_temp.told('2025-12-01'), 'SOL 68 0 0 -9 = 59, USDC 0 12150 0 -12150 = 0', 'or until now');
select is(pg_temp.told(who => 'user-1004'), null, 'who is owed nothing has an empty one');
select is(
  pg_temp.parts('2025-11-01', '2025-12-01'), 'accrued 1 2 53, accrued 2 1 7, claimed 1 1 -60, reversed 1 TRADE_CHANGED 1 -2, reversed 1 TRADE_REVERTED 1 -30', 'by level and reason'
);
select results_eq(
  $$select s.parts from public.commission_statement(tests.domain('cooking.example'), md5('platform_user/cooking.exampleuser-1001')::uuid, '2025-12-01', '2025-12-03') as s$$,
  $$select jsonb_build_array(jsonb_build_object('kind', 'claimed', 'programme_id', md5('referral_programme/Bring a trader')::uuid, 'level', 1, 'rule_id', null, 'reason', null, 'movements', 1, 'amount_minor', -9))$$,
  'by programme and rule'
);
select is(
  (select s.parts from public.commission_statement(tests.domain('cooking.example'), md5('platform_user/cooking.exampleuser-1001')::uuid, '2025-12-02', '2025-12-03') as s), '[]', 'no part where nothing changed'
);
select is(tests.refusal($$select pg_temp.told('2025-11-02', '2025-11-01')$$), '22023 INVALID_INPUT', 'a period does not end before it begins');
select is(tests.refusal($$select pg_temp.told(who => 'user-9999')$$), 'P0002 NOT_FOUND', 'there is such a user');
select is(tests.refusal($$select pg_temp.told(site => 'toto.example')$$), '42501 PERMISSION_DENIED', 'of a platform of ours');
select is(tests.refusal($$select pg_temp.told(who => 'elsewhere')$$), 'P0002 NOT_FOUND', 'who is a user of this one');
select tests.as('support@demo.example');
select is(pg_temp.told('2025-12-01'), 'SOL 68 0 0 -9 = 59, USDC 0 12150 0 -12150 = 0', 'C04: support explains it to the user');
select tests.as('admin@admin.com');
select is(pg_temp.told('2025-12-01'), 'SOL 68 0 0 -9 = 59, USDC 0 12150 0 -12150 = 0', 'admin sees it');
select is(pg_temp.told(site => 'toto.example'), 'SOL 0 10000 0 0 = 10000', 'and the twin''s apart');
select tests.as('staff@demo.example', 'aal2');
select is(tests.refusal('select pg_temp.told()'), '42501 PERMISSION_DENIED', 'staff has nothing to do with commissions');
select tests.as_anon();
select is(tests.refusal('select public.commission_statement(null, null)'), '42501', 'anon may not ask');

select * from finish();
rollback;
