-- Tokens over several domains, those that were told of last first.
-- row: C02 C03 C04
begin;
select plan(20);

create function pg_temp.page(filter jsonb default '{}') returns text language sql stable as $$
  select string_agg(l.address, ' ' order by l.place) from public.list_tokens(page.filter) with ordinality as l (
    domain_id, id, chain, address, symbol, decimals, provider, created_at, cursor, place
  )
$$;
create function pg_temp.walk(page_size integer) returns text [] language sql as $$
  select tests.walk($walk$list_tokens(after => $1, page_size => $2)$walk$, $walk$l.domain_id || l.address$walk$, walk.page_size)
$$;
grant execute on all functions in schema pg_temp to public;
-- One after the other, a symbol that two have, another chain; and twins, which only the last part of the order tells apart.
update public.tokens set created_at = timestamptz '2026-11-01 00:00:00+00' + ascii(symbol) * interval '1 minute' where symbol is not null;
update public.tokens set created_at = '2026-10-01' where symbol is null;
insert into public.tokens (domain_id, chain, address, symbol, provider, created_at)
values (tests.domain('cooking.example'), 'base', '0x1', 'sol', 'raydium', '2026-10-15'), (tests.domain('cooking.example'), 'base', '0x2', 'SOLO', null, '2026-10-14');
insert into public.tokens (domain_id, id, chain, address, symbol, created_at)
select d.id, t.id, t.chain, t.address, t.symbol, t.created_at from public.tokens as t, public.domains as d
where t.domain_id = tests.domain('cooking.example') and d.site_domain in ('abtasty.com', 'sub.abtasty.com');

select tests.as('business@demo.example');
select is(pg_temp.page(), 'So11111111 Ladle22222 0x1 0x2 Whisk33333', 'C03: newest first, of the own domain');
select is(pg_temp.page('{"chain": "base"}'), '0x1 0x2', 'of one chain');
select is(pg_temp.page('{"symbol": "Sol"}'), 'So11111111 0x1', 'of one symbol, whatever its case');
select is(pg_temp.page('{"provider": "raydium"}'), 'So11111111 0x1', 'of one provider');
select is(pg_temp.page('{"provider": "raydium", "chain": "solana"}'), 'So11111111', 'of both');
select is(pg_temp.page(jsonb_build_object('domain_ids', array[tests.domain('cooking.example')])), 'So11111111 Ladle22222 0x1 0x2 Whisk33333', 'of the domains that are asked for');
select is(pg_temp.page('{"domain_ids": []}'), null, 'of no domain: none');
select is(tests.refusal($$select pg_temp.page('{"name": "x"}')$$), '22023 INVALID_INPUT', 'keys that there are');
select is(tests.refusal($$select pg_temp.page('{"symbol": 7}')$$), '22023 INVALID_INPUT', 'and texts for them');
select is(tests.refusal('select public.list_tokens(page_size => 501)'), '22023 INVALID_INPUT', 'a page has at most 500 rows');
select is(tests.refusal('select public.list_tokens(after => ''x'')'), '22023 INVALID_INPUT', 'and begins at a cursor');
select is(
  tests.refusal($$select pg_temp.page(jsonb_build_object('domain_ids', array[tests.domain('toto.example')]))$$), '42501 PERMISSION_DENIED', 'a domain that is not ours is refused'
);
select results_eq(
  $$select l.id, l.chain, l.symbol, l.decimals, l.provider, l.created_at from public.list_tokens() as l where l.address = 'Ladle22222'$$,
  $$select t.id, 'solana', 'LADLE', 6, 'pump.fun', t.created_at from public.tokens as t where t.address = 'Ladle22222'$$, 'with what is known of each'
);
select tests.as('support@demo.example');
select is(pg_temp.page('{"chain": "solana"}'), 'So11111111 So11111111 Ladle22222 Ladle22222 Whisk33333 Whisk33333', 'C04: support those of both its domains');
select tests.as('admin@admin.com', 'aal2');
select is((select array_agg(distinct cardinality(pg_temp.walk(n))) from unnest('{1,2,3,5,100}'::int []) as n), array[15], 'pages leave none out');
select is(pg_temp.walk(1), pg_temp.walk(100), 'and come in one order, twins too');
select is((select count(distinct w) from unnest(pg_temp.walk(2)) as w), 15::bigint, 'and name none twice');
select is((select count(*) from public.list_tokens(page_size => 4)), 4::bigint, 'a page has no more rows than were asked for');
select tests.as('staff@demo.example', 'aal2');
select is(tests.refusal('select pg_temp.page()'), '42501 PERMISSION_DENIED', 'staff sees none');
select tests.as_anon();
select is(tests.refusal('select pg_temp.page()'), '42501', 'nor does whoever is not signed in');

select * from finish();
rollback;
