-- What a month came to is kept, and statements say the same as of the movements themselves.
-- row: C57
begin;
select plan(19);

create function pg_temp.book(asset text, kind text, amount integer, booked_at timestamptz, level integer default 1, reason text default null, who text default 'user-1001') returns void language sql as $$
  insert into public.commission_movements (domain_id, beneficiary_id, transaction_id, level, programme_id, payout_id, kind, asset, amount_minor, reason, occurred_at, booked_at)
  select u.domain_id, u.id, t.id, book.level, md5('referral_programme/Bring a trader')::uuid, case book.kind when 'claimed' then md5('paid')::uuid end, book.kind, book.asset, book.amount, book.reason, t.occurred_at, book.booked_at
  from public.platform_users as u inner join public.transactions as t on t.domain_id = u.domain_id and t.chain_ref = 'solana:2bbb' where u.external_id = book.who and (u.domain_id = tests.domain('cooking.example') or u.external_id = 'twin')
$$;
create function pg_temp.told(since timestamptz default null, before timestamptz default null, who text default 'user-1001', site text default 'cooking.example') returns text language sql stable as $$
  select string_agg(format('%s %s %s %s %s = %s', s.asset, s.opening_minor, s.accrued_minor, s.reversed_minor, s.claimed_minor, s.closing_minor), ', ' order by s.place)
  from public.commission_statement(tests.domain(told.site), md5('platform_user/cooking.example' || told.who)::uuid, told.since, told.before) with ordinality as s (asset, opening_minor, accrued_minor, reversed_minor, claimed_minor, closing_minor, parts, place)
$$;
create function pg_temp.kept(who text default 'user-1001') returns text language sql stable as $$
  select string_agg(format('%s %s %s %s %s', to_char(k.month, 'YYMM'), k.kind, k.level, k.movements, k.amount_minor) || coalesce(' ' || k.reason, ''), ', ' order by k.month, k.kind, k.level, k.reason)
  from private.commission_months as k inner join public.platform_users as u on k.domain_id = u.domain_id and k.beneficiary_id = u.id where u.external_id = kept.who and (u.domain_id = tests.domain('cooking.example') or u.external_id = 'twin') and k.asset = 'SOL'
$$;
create function pg_temp.noted() returns text language sql stable as $$
  select string_agg(distinct concat_ws(' ', u.external_id, to_char(d.month, 'YYMM')), ', ' order by concat_ws(' ', u.external_id, to_char(d.month, 'YYMM')))
  from private.dirty_commissions as d inner join public.platform_users as u on d.domain_id = u.domain_id and d.beneficiary_id = u.id
  where (u.domain_id = tests.domain('cooking.example') or u.external_id = 'twin')
$$;
grant execute on all functions in schema pg_temp to public;
select private.rebuild_commissions(1000);
-- A twin of the user in another domain, and another user: what they are owed is in nobody else's months.
insert into public.platform_users (domain_id, id, external_id, joined_at) select tests.domain('toto.example'), u.id, 'twin', u.joined_at from public.platform_users as u where u.domain_id = tests.domain('cooking.example') and u.external_id = 'user-1001';
insert into public.platform_users (domain_id, id, external_id, joined_at) values (tests.domain('toto.example'), md5('platform_user/cooking.exampleelsewhere')::uuid, 'elsewhere', now());
insert into public.tokens (domain_id, id, chain, address) select tests.domain('toto.example'), t.id, t.chain, t.address from public.tokens as t;
insert into public.platform_users (domain_id, id, external_id, joined_at) select tests.domain('toto.example'), u.id, 'twin trader', u.joined_at from public.platform_users as u where u.domain_id = tests.domain('cooking.example') and u.external_id = 'user-1002';
insert into public.transactions (domain_id, id, chain_ref, platform_user_id, token_id, order_type, side, amount_minor, volume_usd_minor, fee_minor, fee_asset, status, occurred_at, told_at, told_by)
select tests.domain('toto.example'), x.id, x.chain_ref, x.platform_user_id, x.token_id, x.order_type, x.side, 1, 1, 1, 'USDC', x.status, x.occurred_at, x.told_at, x.told_by from public.transactions as x where x.chain_ref = 'solana:2bbb';
select
  pg_temp.book('SOL', 'accrued', 100, '2025-10-31 23:59:59+00'), pg_temp.book('SOL', 'accrued', 50, '2025-11-01 00:00:00+00'), pg_temp.book('SOL', 'accrued', 7, '2025-11-02', 2),
  pg_temp.book('SOL', 'accrued', 3, '2025-11-20'), pg_temp.book('SOL', 'reversed', -30, '2025-11-10', 1, 'TRADE_REVERTED'), pg_temp.book('SOL', 'reversed', -2, '2025-11-10', 1, 'TRADE_CHANGED'),
  pg_temp.book('SOL', 'claimed', -60, '2025-12-11'), pg_temp.book('SOL', 'accrued', 1000, '2025-11-05', 1, null, 'user-1003'), pg_temp.book('SOL', 'accrued', 10000, '2025-11-05', 1, null, 'twin');
select is(pg_temp.noted(), 'twin 2511, user-1001 2510, user-1001 2511, user-1001 2512, user-1003 2511', 'what is booked notes the month of the user, by UTC');
create temporary table asked as select * from (values
  (1, timestamptz '2025-11-01 00:00+00', timestamptz '2025-12-01 00:00+00'), (2, '2025-10-31 23:00+00', '2025-11-30 23:00+00'), (3, '2025-11-02 00:00+00', '2025-11-20 00:00+00'),
  (4, '2025-11-18 00:00+00', '2025-12-11 00:00+00'), (5, null, '2025-11-10 00:00+00'), (6, '2025-11-10 00:00+00', null), (7, '2025-11-10 00:00+00', '2025-11-10 00:00+00'), (8, '2025-11-25 00:00+00', '2025-11-28 00:00+00')
) as a (place, since, before);
grant select on asked to public;
create temporary table answers (place integer, who text, said text);
grant all on answers to public;
select tests.as('business@demo.example');
insert into answers select a.place, 'before', pg_temp.told(a.since, a.before) from asked as a;
select is((select a.said from answers as a where a.place = 1), 'SOL 100 60 -32 0 = 128', 'a month that nobody has added up yet');
select is((select a.said from answers as a where a.place = 4), 'SOL 125 3 0 0 = 128', 'and a part of one');
reset role;
select private.rebuild_commissions(1);
select is(pg_temp.kept('twin') is null and pg_temp.kept('user-1003') is null, pg_temp.noted() like '%twin%user-1003%', 'as many months as asked for');
select is((select count(distinct (d.domain_id, d.beneficiary_id, d.month)) from private.dirty_commissions as d), 4::bigint, 'and they are noted no more');
select private.rebuild_commissions(1000);
select is(pg_temp.noted(), null, 'until none is left');
select is(pg_temp.kept(), '2510 accrued 1 1 100, 2511 accrued 1 2 53, 2511 accrued 2 1 7, 2511 reversed 1 1 -2 TRADE_CHANGED, 2511 reversed 1 1 -30 TRADE_REVERTED, 2512 claimed 1 1 -60', 'C57: what a month came to');
select is(pg_temp.kept('user-1003') || '; ' || pg_temp.kept('twin'), '2511 accrued 1 1 1000; 2511 accrued 1 1 10000', 'of others apart');
select is((select string_agg(distinct k.asset, ' ') from private.commission_months as k where k.month < '2026-01-01'), 'SOL', 'and by asset');
select tests.as('business@demo.example');
select results_eq(
  'select a.place, pg_temp.told(a.since, a.before) from asked as a order by a.place', $$select a.place, a.said from answers as a order by a.place$$, 'statements say the same as before'
);
reset role;
-- Shown to be read: what is kept is told, and what is noted is not.
update private.commission_months as k set amount_minor = k.amount_minor + 1000000 where k.asset = 'SOL' and k.kind = 'accrued';
select tests.as('business@demo.example');
select is(pg_temp.told('2025-11-01', '2025-12-01'), 'SOL 1000100 2000060 -32 0 = 3000128', 'months are told as they are kept');
reset role;
select pg_temp.book('SOL', 'accrued', 1, '2025-11-30 23:59:59+00');
select tests.as('business@demo.example');
select is(pg_temp.told('2025-11-01', '2025-12-01'), 'SOL 1000100 61 -32 0 = 1000129', 'C57: of one with something new the movements are read');
select is(pg_temp.told('2025-11-01', '2025-12-01', 'user-1003'), 'SOL 0 1001000 0 0 = 1001000', 'a note is of one user');
select tests.as('admin@admin.com');
select is(pg_temp.told('2025-11-01', '2025-12-01', 'user-1001', 'toto.example'), 'SOL 0 1010000 0 0 = 1010000', 'and of one domain');
reset role;
select private.rebuild_commissions(1000);
select is(pg_temp.kept(), '2510 accrued 1 1 1000100, 2511 accrued 1 3 54, 2511 accrued 2 1 7, 2511 reversed 1 1 -2 TRADE_CHANGED, 2511 reversed 1 1 -30 TRADE_REVERTED, 2512 claimed 1 1 -60', 'only the noted month is added up anew, and all of it');
select is(pg_temp.kept('user-1003') || '; ' || pg_temp.kept('twin'), '2511 accrued 1 1 1001000; 2511 accrued 1 1 1010000', 'and nobody else''s');
delete from public.transactions as t where t.domain_id = tests.domain('toto.example');
select is(pg_temp.noted(), 'twin 2511', 'what goes with its trade is noted');
select is(public.run_rollup_upkeep() ->> 'is_waiting', 'false', 'the worker leaves nothing');
select is(coalesce(pg_temp.noted(), 'nothing') || coalesce(pg_temp.kept('twin'), ' nothing'), 'nothing nothing', 'C57: and adds up what was booked');

select * from finish();
rollback;
