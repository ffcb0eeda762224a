-- Who may see numbers of trades, of which domains, and that nobody reads what they are made of.
-- row: C03 C04 C20 C22
begin;
select plan(25);

create function pg_temp.only(site text) returns jsonb language sql as $$
  select jsonb_build_object('domain_ids', jsonb_build_array(tests.domain(site)), 'from', '2026-10-01T00:00:00Z')
$$;
create function pg_temp.calls(site text) returns setof text language sql as $$
  select format('select from public.%s(%L)', name, pg_temp.only(site))
  from unnest('{transaction_stats,volume_by_token}'::text []) as name
$$;
create function pg_temp.numbers(filter jsonb) returns text language sql as $$
  select format('%s %s %s %s %s', transactions, failed, reverted, pending, volume_usd_minor) from public.transaction_stats(filter)
$$;
grant execute on function pg_temp.only, pg_temp.calls, pg_temp.numbers to public;

select tests.as('business@demo.example');
select is(pg_temp.numbers(pg_temp.only('cooking.example')), '2 1 1 1 32700', 'business sees what was traded');
select is(
  pg_temp.numbers(pg_temp.only('cooking.example') || '{"order_types": ["dca"], "provider": "pump.fun"}'),
  '1 1 0 1 1500', 'also a part of it'
);
select results_eq(
  format('select symbol, transactions, volume_usd_minor, amount_minor, round(share, 4) from public.volume_by_token(%L)', pg_temp.only('cooking.example')),
  $$values ('SOL', 1::bigint, 31200::numeric, 2000000000::numeric, 0.9541), ('LADLE', 1, 1500, 300000000, 0.0459)$$,
  'and of what'
);
select is(tests.refusal(call), '42501 PERMISSION_DENIED', 'another domain is refused: ' || call)
from pg_temp.calls('toto.example') as call;
select is(
  tests.refusal('select from public.volume_by_token(page_size => 0)'), '22023 INVALID_INPUT', 'a page has a token'
);
select is(
  tests.refusal('select from public.volume_by_token(page_size => 501)'), '22023 INVALID_INPUT', 'and at most 500'
);
select is(tests.refusal(format('select from private.%s', name)), '42501', 'nobody reads private.' || name)
from unnest('{trade_blocks,dirty_trades,dirty_deals,counted_trades,trade_cells}'::text []) as name;
select is(
  tests.refusal('select private.count_trades(null, ''{}'', ''{}'')'), '42501', 'or calls what counts'
);

select tests.as('user@user.com');
select is(tests.refusal(call), '42501 PERMISSION_DENIED', 'of another client: refused: ' || call)
from pg_temp.calls('cooking.example') as call;
select is((select sum(transactions) from public.transaction_stats('{}')), 0::numeric, 'the own domain has no trades');
select is((select count(*) from public.volume_by_token('{}')), 0::bigint, 'nor tokens');
select is(pg_temp.numbers('{"domain_ids": []}'), '0 0 0 0 0', 'no domain is none, not all');

select tests.as('admin@admin.com');
select is(pg_temp.numbers(pg_temp.only('cooking.example')), '2 1 1 1 32700', 'admin sees the same');
select is(pg_temp.numbers(pg_temp.only('cooking.example') - 'domain_ids'), '2 1 1 1 32700', 'among all domains');

select tests.back();
delete from public.role_permissions where role_key = 'business' and resource = 'analytics';
select tests.as('business@demo.example');
select is(tests.refusal(call), '42501 PERMISSION_DENIED', 'not without analytics.view: ' || call)
from pg_temp.calls('cooking.example') as call;
select tests.as_anon();
select is(tests.refusal(call), '42501', 'anon is refused: ' || call) from pg_temp.calls('cooking.example') as call;
select tests.as_service();
select is(tests.refusal('select from public.transaction_stats()'), '42501', 'and the key of the worker');

select * from finish();
rollback;
