-- What a batch tells is stored of whom and what it names on its own platform; the newest word stays, and who is only
-- named keeps the earliest time.
-- row: C02 C22
begin;
select plan(28);

create function pg_temp.entry(
  kind text, told_at timestamptz, facts jsonb default '{}', user_ref text default null, address text default null, site text default 'abtasty.com'
) returns private.trade_entry language sql as $$
  select row(
    tests.domain(site), kind, told_at, md5(told_at::text || facts::text)::uuid, user_ref, case when address is not null then 'solana' end, address, facts
  )::private.trade_entry
$$;

-- Users.
create function pg_temp.user_told(day integer, email text default null) returns bigint language sql as $$
  select private.store_platform_users(array[pg_temp.entry(
    case when email is null then 'order' else 'user' end, make_date(2026, 3, day)::timestamptz,
    case when email is null then '{}' else jsonb_build_object('external_id', 'who', 'email', email, 'joined_at', '2026-03-0' || day % 10 || 'T00:00:00Z') end, 'who'
  )])
$$;
create function pg_temp.who() returns text language sql as $$
  select format('%s %s', to_char(u.joined_at, 'MM-DD'), u.email) from public.platform_users as u
  where u.domain_id = tests.domain('abtasty.com') and u.external_id = 'who'
$$;
select is(pg_temp.user_told(12), 1::bigint, 'somebody is named');
select is(pg_temp.user_told(14), 0::bigint, 'named again later, nothing changes');
select is(pg_temp.who(), '03-12 ', 'who was there then');
select is(pg_temp.user_told(11), 1::bigint, 'named earlier, he was there earlier');
select is(pg_temp.who(), '03-11 ', 'from then on');
select is(pg_temp.user_told(15, 'b@x.example'), 1::bigint, 'what is told of him is stored');
select is(pg_temp.who(), '03-05 b@x.example', 'in place of that');
select is(pg_temp.user_told(1), 0::bigint, 'who is only named after that, were it earlier, stays');
select is(pg_temp.user_told(14, 'a@x.example'), 0::bigint, 'what was told earlier comes late');
select is(pg_temp.who(), '03-05 b@x.example', 'and changes nothing');
select is(pg_temp.user_told(16, 'c@x.example'), 1::bigint, 'what is told later');
select is(pg_temp.who(), '03-06 c@x.example', 'does');

-- Tokens.
create function pg_temp.token_told(day integer, symbol text default null) returns bigint language sql as $$
  select private.store_tokens(array[pg_temp.entry(
    case when symbol is null then 'order' else 'token' end, make_date(2026, 3, day)::timestamptz,
    case when symbol is null then '{}' else jsonb_build_object('symbol', symbol, 'decimals', 6) end, null, 'what'
  )])
$$;
create function pg_temp.what() returns text language sql as $$
  select t.symbol from public.tokens as t where t.domain_id = tests.domain('abtasty.com') and t.address = 'what'
$$;
select is(pg_temp.token_told(12), 1::bigint, 'a token is named');
select is(pg_temp.token_told(15, 'B'), 1::bigint, 'and told of');
select is(pg_temp.token_told(14, 'A'), 0::bigint, 'what was told earlier comes late');
select is(pg_temp.token_told(17), 0::bigint, 'and a name tells nothing');
select is(pg_temp.what(), 'B', 'it stays');
select is(pg_temp.token_told(16, 'C'), 1::bigint, 'what is told later');
select is(pg_temp.what(), 'C', 'does not');

-- Orders and transactions: of the user and the token that they name, there.
select private.store_platform_users(array[pg_temp.entry('order', '2026-03-01', '{}', 'elsewhere', null, 'cooking.example')]);
select private.store_tokens(array[pg_temp.entry('order', '2026-03-01', '{}', null, 'elsewhere', 'cooking.example')]);
create function pg_temp.traded(who text, what text) returns text language sql as $$
  select private.store_orders(array[pg_temp.entry('order', '2026-03-01', jsonb_build_object(
    'external_id', 'of ' || who || what, 'type', 'market', 'side', 'buy', 'size_minor', 1, 'status', 'open', 'placed_at', '2026-03-01T00:00:00Z'), who, what)])
    || ' ' || cardinality(private.store_transactions(array[pg_temp.entry('transaction', '2026-03-01', jsonb_build_object(
    'chain_ref', 'of ' || who || what, 'type', 'market', 'side', 'buy', 'amount_minor', 1, 'volume_usd_minor', 1, 'fee_minor', 0,
    'fee_asset', 'USDC', 'status', 'confirmed', 'occurred_at', '2026-03-01T00:00:00Z'), who, what)]))
$$;
select is(pg_temp.traded('who', 'what'), '1 1', 'an order and a transaction');
select is(pg_temp.traded('nobody', 'what'), '0 0', 'not of anybody else');
select is(pg_temp.traded('who', 'nothing'), '0 0', 'nor anything else');
select is(pg_temp.traded('elsewhere', 'what'), '0 0', 'nor of somebody of another platform');
select is(pg_temp.traded('who', 'elsewhere'), '0 0', 'nor anything of another platform');

-- Quotes: of the orders of the batch, there. The other platform has an order of the same name, and one with the same id.
select pg_temp.traded('who', 'what') is not null;
insert into public.platform_users (domain_id, id, external_id, joined_at) values (tests.domain('cooking.example'), md5('quoted')::uuid, 'quoted', now());
insert into public.tokens (domain_id, id, chain, address) values (tests.domain('cooking.example'), md5('quoted')::uuid, 'solana', 'quoted');
insert into public.orders (domain_id, id, external_id, platform_user_id, token_id, order_type, side, size_minor, status, placed_at, told_at, told_by)
select tests.domain('cooking.example'), one.id, one.name, md5('quoted')::uuid, md5('quoted')::uuid, 'market', 'buy', 1, 'open', now(), now(), gen_random_uuid()
from (
  select gen_random_uuid(), 'of whowhat' union all
  select o.id, 'with its id' from public.orders as o where o.domain_id = tests.domain('abtasty.com') and o.external_id = 'of whowhat'
) as one (id, name);
insert into public.transactions (domain_id, chain_ref, platform_user_id, token_id, order_external_id, order_type, side, amount_minor, volume_usd_minor, fee_minor, fee_asset, status, occurred_at, told_at, told_by)
select tests.domain(one.site), 'quoted ' || one.name, t.platform_user_id, t.token_id, one.name, 'market', 'buy', 1, 1, 0, 'USDC', 'confirmed', now(), now(), gen_random_uuid()
from (values ('abtasty.com', 'of whowhat'), ('abtasty.com', 'of another'), ('cooking.example', 'of whowhat')) as one (site, name)
cross join public.transactions as t where t.chain_ref = 'of whowhat';
create temporary table written on commit drop as select o.ctid as place, o.id from public.orders as o where o.external_id = 'of whowhat';
create temporary table quoted on commit drop as
select private.freeze_order_fees(array[pg_temp.entry('order', '2026-03-01', '{"external_id": "of whowhat"}')]) as trades;
select is((select count(o.fee_quote) from public.orders as o where o.external_id = 'of whowhat'), 0::bigint, 'where the platform has no fee there is no quote');
select set_eq(
  $$select o.ctid as place, o.id from public.orders as o where o.external_id = 'of whowhat'$$, 'select place, id from written', 'and no order is written'
);
insert into public.fee_rules (domain_id, rate_ppm, starts_at, reason)
values (tests.domain('abtasty.com'), 7000, '2026-01-01', 'x');
truncate quoted;
insert into quoted select private.freeze_order_fees(array[pg_temp.entry('order', '2026-03-01', '{"external_id": "of whowhat"}')]);
select results_eq(
  'select t.domain_id, t.chain_ref from quoted cross join lateral unnest(quoted.trades) as t',
  $$select tests.domain('abtasty.com'), 'quoted of whowhat'$$, 'what was traded of the order before is told, of that platform'
);
select is(
  (select string_agg(d.site_domain || ' ' || o.external_id, ', ') from public.orders as o inner join public.domains as d on o.domain_id = d.id
  where o.fee_quote is not null and o.external_id in ('of whowhat', 'with its id')), 'abtasty.com of whowhat', 'and that order alone is quoted'
);

select * from finish();
rollback;
