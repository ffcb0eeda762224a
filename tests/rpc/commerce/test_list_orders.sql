-- Orders over several domains, newest first, by whatever a filter asks.
-- row: C02 C03 C04
begin;
select plan(29);

create function pg_temp.page(filter jsonb default '{}') returns text language sql stable as $$
  select string_agg(l.external_id, ' ' order by l.place) from public.list_orders(page.filter) with ordinality as l (
    domain_id, id, external_id, platform_user_id, user_external_id, token_id, token_symbol, token_decimals, order_type, side,
    provider, size_minor, status, placed_at, rate_ppm, cursor, place
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
  select tests.walk($walk$list_orders(after => $1, page_size => $2)$walk$, $walk$l.domain_id || l.external_id$walk$, walk.page_size)
$$;
grant execute on all functions in schema pg_temp to public;
-- Twins, of the same ids and times, so that only the last part of the order tells them apart; their users and tokens have other names.
insert into public.platform_users (domain_id, id, external_id, joined_at)
select d.id, u.id, 'twin', u.joined_at from public.platform_users as u, public.domains as d
where u.domain_id = tests.domain('cooking.example') and d.site_domain in ('abtasty.com', 'sub.abtasty.com') and u.external_id = 'user-1001';
insert into public.tokens (domain_id, id, chain, address, symbol)
select d.id, t.id, 'solana', 'twin', 'TWIN' from public.tokens as t, public.domains as d
where t.domain_id = tests.domain('cooking.example') and d.site_domain in ('abtasty.com', 'sub.abtasty.com') and t.symbol = 'SOL';
insert into public.orders (domain_id, id, external_id, platform_user_id, token_id, order_type, side, size_minor, status, placed_at, told_at, told_by)
select u.domain_id, o.id, o.external_id, u.id, t.id, o.order_type, o.side, o.size_minor, o.status, o.placed_at, o.told_at, o.told_by
from public.orders as o, public.platform_users as u inner join public.tokens as t on u.domain_id = t.domain_id
where u.external_id = 'twin' and t.address = 'twin' and o.domain_id = tests.domain('cooking.example');

select tests.as('business@demo.example');
select is(pg_temp.page(), 'order-3 order-2 order-1', 'C03: newest first, of the own domain');
select is(pg_temp.page('null'), 'order-3 order-2 order-1', 'null is no filter');
select is(pg_temp.page(pg_temp.of('platform_user_id', 'user-1002')), 'order-2', 'of one user');
select is(pg_temp.page(pg_temp.of('token_id', 'Whisk33333')), 'order-3', 'of one token');
select is(pg_temp.page('{"order_types": ["market", "dca"]}'), 'order-2 order-1', 'of some types');
select is(pg_temp.page('{"side": "sell"}'), 'order-3', 'of one side');
select is(pg_temp.page('{"provider": "pump.fun"}'), 'order-2', 'at one provider');
select is(pg_temp.page('{"status": ["open", "filled"]}'), 'order-3 order-1', 'of some states');
select is(pg_temp.page('{"from": "2026-11-05T08:00:00Z"}'), 'order-3 order-2', 'from an instant on');
select is(pg_temp.page('{"to": "2026-11-05T08:00:00Z"}'), 'order-1', 'and up to one, which is not included');
select is(pg_temp.page('{"side": "buy", "status": ["open"]}'), null, 'all that is asked for must hold');
select is(pg_temp.page(pg_temp.of('domain_ids', 'cooking.example')), 'order-3 order-2 order-1', 'of the domains that are asked for');
select is(pg_temp.page('{"domain_ids": []}'), null, 'of no domain: none');
select is(tests.refusal($$select pg_temp.page('{"status": ["pending"]}')$$), '22023 INVALID_INPUT', 'a state that orders have');
select is(tests.refusal($$select pg_temp.page('{"order": "order-1"}')$$), '22023 INVALID_INPUT', 'and keys that they have');
select is(tests.refusal($$select pg_temp.page('{"order_types": ["swap"]}')$$), '22023 INVALID_INPUT', 'a type that there is');
select is(tests.refusal($$select pg_temp.page('{"platform_user_id": "user-1002"}')$$), '22023 INVALID_INPUT', 'users by their uuid');
select is(tests.refusal('select public.list_orders(page_size => 501)'), '22023 INVALID_INPUT', 'a page has at most 500 rows');
select is(tests.refusal('select public.list_orders(after => ''x'')'), '22023 INVALID_INPUT', 'and begins at a cursor');
select is(
  tests.refusal($$select pg_temp.page(pg_temp.of('domain_ids', 'toto.example'))$$), '42501 PERMISSION_DENIED', 'a domain that is not ours is refused'
);
select results_eq(
  $$select user_external_id, token_symbol, token_decimals, order_type, side, provider, size_minor, status, placed_at, rate_ppm from public.list_orders() where external_id = 'order-2'$$,
  $$values ('user-1002', 'LADLE', 6, 'dca', 'buy', 'pump.fun', 900000000::numeric, 'partly_filled', timestamptz '2026-11-05T08:00:00Z', 3000)$$,
  'with whose it is, of what, and what is charged'
);
select results_eq(
  $$select o.platform_user_id, o.token_id from public.orders as o where o.external_id = 'order-2'$$,
  $$select l.platform_user_id, l.token_id from public.list_orders() as l where l.external_id = 'order-2'$$, 'by their ids, too'
);
select tests.as('support@demo.example');
select is(pg_temp.page(), 'order-3 order-3 order-2 order-2 order-1 order-1', 'C04: support those of both its domains');
select is(
  (select string_agg(distinct l.user_external_id || ' ' || l.token_symbol, ', ') from public.list_orders(pg_temp.of('domain_ids', 'abtasty.com')) as l),
  'twin TWIN', 'each with the user and the token of its own domain'
);
select tests.as('admin@admin.com', 'aal2');
select is((select array_agg(distinct cardinality(pg_temp.walk(n))) from unnest('{1,2,3,5,100}'::int []) as n), array[9], 'pages leave none out');
select is(pg_temp.walk(1), pg_temp.walk(100), 'and come in one order, twins too');
select is((select count(distinct w) from unnest(pg_temp.walk(2)) as w), 9::bigint, 'and name none twice');
select tests.as('staff@demo.example', 'aal2');
select is(tests.refusal('select pg_temp.page()'), '42501 PERMISSION_DENIED', 'staff sees none');
select tests.as_anon();
select is(tests.refusal('select pg_temp.page()'), '42501', 'nor does whoever is not signed in');

select * from finish();
rollback;
