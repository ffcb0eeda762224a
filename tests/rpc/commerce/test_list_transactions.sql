-- Transactions over several domains, newest first, by whatever a filter asks.
-- row: C02 C03 C04 C22
begin;
select plan(32);

create function pg_temp.page(filter jsonb default '{}') returns text language sql stable as $$
  select string_agg(split_part(l.chain_ref, ':', 2), ' ' order by l.place) from public.list_transactions(page.filter) with ordinality as l (
    domain_id, id, chain_ref, platform_user_id, user_external_id, token_id, token_symbol, token_decimals, order_external_id, order_type,
    side, amount_minor, volume_usd_minor, fee_minor, fee_asset, status, venue, occurred_at, received_at, cursor, place
  )
$$;
create function pg_temp.of(key text, name text) returns jsonb language sql stable security definer as $$
  select jsonb_build_object(of.key, case of.key
    when 'domain_ids' then to_jsonb(array[tests.domain(of.name)])
    when 'token_id' then (select to_jsonb(t.id) from public.tokens as t where t.domain_id = tests.domain('cooking.example') and t.address = of.name)
    else (select to_jsonb(u.id) from public.platform_users as u where u.domain_id = tests.domain('cooking.example') and u.external_id = of.name)
  end)
$$;
create function pg_temp.walk(page_size integer) returns text [] language sql as $$
  select tests.walk($walk$list_transactions(after => $1, page_size => $2)$walk$, $walk$l.domain_id || l.chain_ref$walk$, walk.page_size)
$$;
grant execute on all functions in schema pg_temp to public;
-- Twins, of the same ids and times, so that only the last part of the order tells them apart; their users and tokens have other names.
insert into public.platform_users (domain_id, id, external_id, joined_at)
select d.id, u.id, 'twin ' || u.external_id, u.joined_at from public.platform_users as u, public.domains as d
where u.domain_id = tests.domain('cooking.example') and d.site_domain in ('abtasty.com', 'sub.abtasty.com');
insert into public.tokens (domain_id, id, chain, address, symbol)
select d.id, t.id, 'solana', 'twin ' || t.address, 'TWIN' from public.tokens as t, public.domains as d
where t.domain_id = tests.domain('cooking.example') and d.site_domain in ('abtasty.com', 'sub.abtasty.com');
insert into public.transactions (domain_id, id, chain_ref, platform_user_id, token_id, order_type, side, amount_minor, volume_usd_minor, fee_minor, fee_asset, status, occurred_at, told_at, told_by)
select d.id, t.id, t.chain_ref, t.platform_user_id, t.token_id, t.order_type, t.side, t.amount_minor, t.volume_usd_minor, t.fee_minor, t.fee_asset, t.status, t.occurred_at, t.told_at, t.told_by
from public.transactions as t, public.domains as d
where t.domain_id = tests.domain('cooking.example') and d.site_domain in ('abtasty.com', 'sub.abtasty.com');

update public.transactions as t set venue = case when t.chain_ref like '%1aaa' then 'web' else 'mobile' end
where t.domain_id = tests.domain('cooking.example') and t.chain_ref ~ '(1aaa|2bbb)$';

select tests.as('business@demo.example');
select is(pg_temp.page(), '5eee 3ccc 2bbb 1aaa 4ddd', 'C03: newest first, of the own domain');
select is(pg_temp.page('null'), '5eee 3ccc 2bbb 1aaa 4ddd', 'null is no filter');
select is(pg_temp.page(pg_temp.of('platform_user_id', 'user-1004')), '4ddd', 'of one user');
select is(pg_temp.page(pg_temp.of('token_id', 'So11111111')), '1aaa 4ddd', 'of one token');
select is(pg_temp.page('{"order": "order-2"}'), '5eee 3ccc 2bbb', 'of one order');
select is(pg_temp.page('{"order_types": ["market", "limit"]}'), '1aaa 4ddd', 'of some types');
select is(pg_temp.page('{"side": "sell"}'), '4ddd', 'of one side');
select is(pg_temp.page('{"status": ["pending", "failed"]}'), '5eee 3ccc', 'of some outcomes');
select is(pg_temp.page('{"venue": "web"}'), '1aaa', 'from the web');
select is(pg_temp.page('{"venue": "mobile"}'), '2bbb', 'from mobiles');
select is(pg_temp.page('{"venue": "unknown"}'), '5eee 3ccc 4ddd', 'or from who knows where');
select is(tests.refusal($$select pg_temp.page('{"venue": "desk"}')$$), '22023 INVALID_INPUT', 'a venue is one of three');
select is(pg_temp.page('{"from": "2026-11-06T08:00:07Z"}'), '5eee 3ccc', 'from an instant on');
select is(pg_temp.page('{"to": "2026-11-06T08:00:07Z"}'), '2bbb 1aaa 4ddd', 'and up to one, which is not included');
select is(pg_temp.page('{"side": "sell", "status": ["confirmed"]}'), null, 'all that is asked for must hold');
select is(pg_temp.page(pg_temp.of('domain_ids', 'cooking.example')), '5eee 3ccc 2bbb 1aaa 4ddd', 'of the domains that are asked for');
select is(pg_temp.page('{"domain_ids": []}'), null, 'of no domain: none');
select is(tests.refusal($$select pg_temp.page('{"status": ["open"]}')$$), '22023 INVALID_INPUT', 'an outcome that transactions have');
select is(tests.refusal($$select pg_temp.page('{"provider": "raydium"}')$$), '22023 INVALID_INPUT', 'and keys that they have');
select is(tests.refusal($$select pg_temp.page('{"side": "long"}')$$), '22023 INVALID_INPUT', 'a side that there is');
select is(tests.refusal('select public.list_transactions(page_size => 501)'), '22023 INVALID_INPUT', 'a page has at most 500 rows');
select is(tests.refusal('select public.list_transactions(after => ''x'')'), '22023 INVALID_INPUT', 'and begins at a cursor');
select is(
  tests.refusal($$select pg_temp.page(pg_temp.of('domain_ids', 'toto.example'))$$), '42501 PERMISSION_DENIED', 'a domain that is not ours is refused'
);
select results_eq(
  $$select user_external_id, token_symbol, token_decimals, order_external_id, order_type, side, amount_minor, volume_usd_minor, fee_minor, fee_asset, status, venue, occurred_at from public.list_transactions() where chain_ref = 'solana:2bbb'$$,
  $$values ('user-1002', 'LADLE', 6, 'order-2', 'dca', 'buy', 300000000::numeric, 1500::numeric, 40500::numeric, 'USDC', 'confirmed', 'mobile', timestamptz '2026-11-05T08:00:09Z')$$,
  'C22: with whose it was, of what, and what it was worth then'
);
select results_eq(
  $$select t.id, t.platform_user_id, t.token_id, t.received_at from public.transactions as t where t.chain_ref = 'solana:2bbb'$$,
  $$select l.id, l.platform_user_id, l.token_id, l.received_at from public.list_transactions() as l where l.chain_ref = 'solana:2bbb'$$, 'by their ids, too'
);
select tests.as('support@demo.example');
select is(pg_temp.page(), '5eee 5eee 3ccc 3ccc 2bbb 2bbb 1aaa 1aaa 4ddd 4ddd', 'C04: support those of both its domains');
select is(
  (select string_agg(distinct l.user_external_id || ' ' || l.token_symbol, ', ') from public.list_transactions(pg_temp.of('domain_ids', 'abtasty.com')) as l),
  'twin user-1001 TWIN, twin user-1002 TWIN, twin user-1004 TWIN', 'each with the user and the token of its own domain'
);
select tests.as('admin@admin.com', 'aal2');
select is((select array_agg(distinct cardinality(pg_temp.walk(n))) from unnest('{1,2,3,5,100}'::int []) as n), array[15], 'pages leave none out');
select is(pg_temp.walk(1), pg_temp.walk(100), 'and come in one order, twins too');
select is((select count(distinct w) from unnest(pg_temp.walk(2)) as w), 15::bigint, 'and name none twice');
select tests.as('staff@demo.example', 'aal2');
select is(tests.refusal('select pg_temp.page()'), '42501 PERMISSION_DENIED', 'staff sees none');
select tests.as_anon();
select is(tests.refusal('select pg_temp.page()'), '42501', 'nor does whoever is not signed in');

select * from finish();
rollback;
