-- Tokens, orders and transactions: read by business and support where they work, written by the worker alone.
-- row: C02 C03 C04 C22
begin;
select plan(24);

create function pg_temp.counts() returns text language sql stable as $$
  select concat_ws(' ', (select count(*) from public.tokens), (select count(*) from public.orders), (select count(*) from public.transactions))
$$;
grant execute on all functions in schema pg_temp to public;
-- Twins with the same ids in another domain.
insert into public.platform_users (domain_id, id, external_id, joined_at)
select tests.domain('toto.example'), u.id, 'twin-' || u.external_id, u.joined_at
from public.platform_users as u where u.domain_id = tests.domain('cooking.example');
insert into public.tokens (domain_id, id, chain, address)
select tests.domain('toto.example'), t.id, t.chain, t.address from public.tokens as t;
insert into public.orders (domain_id, id, external_id, platform_user_id, token_id, order_type, side, size_minor, status, placed_at, told_at, told_by)
select tests.domain('toto.example'), o.id, o.external_id, o.platform_user_id, o.token_id, o.order_type, o.side, 1, o.status, o.placed_at, o.told_at, o.told_by
from public.orders as o;
insert into public.transactions (
  domain_id, id, chain_ref, platform_user_id, token_id, order_type, side, amount_minor, volume_usd_minor, fee_minor, fee_asset, status, occurred_at, told_at, told_by
)
select tests.domain('toto.example'), x.id, x.chain_ref, x.platform_user_id, x.token_id, x.order_type, x.side, 1, 1, 1, 'USDC', x.status, x.occurred_at, x.told_at, x.told_by
from public.transactions as x;
select is(pg_temp.counts(), '6 6 10', 'two domains trade');

select tests.as('business@demo.example');
select is(pg_temp.counts(), '3 3 5', 'C03: business reads what is traded at its platform');
select is((select sum(x.volume_usd_minor) from public.transactions as x), 43700::numeric, 'C22: with its volume, and no twin''s');
select tests.as('support@demo.example');
select is(pg_temp.counts(), '3 3 5', 'C04: so does support');
select tests.as('admin@admin.com');
select is(pg_temp.counts(), '6 6 10', 'admin reads all');
select is(tests.refusal(format('update public.%I set told_at = now()', t.name)), '42501', 'and writes no row of ' || t.name)
from unnest('{tokens,orders,transactions}'::text []) as t (name);
select is(tests.refusal(format('delete from public.%I', t.name)), '42501', 'and deletes none of ' || t.name)
from unnest('{tokens,orders,transactions}'::text []) as t (name);
select is(tests.refusal('insert into public.tokens (chain) values (''x'')'), '42501', 'nor makes one');
select tests.as('staff@demo.example');
select is(pg_temp.counts(), '0 0 0', 'staff reads nothing of it');
select tests.as('partner@demo.example');
select is(pg_temp.counts(), '0 0 0', 'nor does a partner');
select tests.as('guardian@demo.example');
select is(pg_temp.counts(), '0 0 0', 'nor a guardian');
select tests.as('user@user.com');
select is(pg_temp.counts(), '0 0 0', 'nor a client user');
select tests.as_anon();
select is(tests.refusal(format('select from public.%I', t.name)), '42501', 'anon is refused ' || t.name)
from unnest('{tokens,orders,transactions}'::text []) as t (name);
select tests.as_service();
select is(pg_temp.counts(), '6 6 10', 'the worker reads all');
select is(tests.refusal(format('update public.%I set told_at = now()', t.name)), '42501', 'and writes no row of ' || t.name || ' but by ingestion')
from unnest('{tokens,orders,transactions}'::text []) as t (name);
select tests.back();
select is(
  tests.refusal('insert into public.transactions select (x).* from (select jsonb_populate_record(t, jsonb_build_object(''id'', gen_random_uuid())) as x from public.transactions as t limit 1) as y'),
  '23505', 'a reference on the chain is there once'
);

select * from finish();
rollback;
