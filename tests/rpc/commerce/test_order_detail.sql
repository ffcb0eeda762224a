-- One order with its fee, explained; each part for whoever may see it.
-- row: C02 C03 C04 C14 C25
begin;
select plan(22);

create function pg_temp.detail(name text default 'order-2', site text default 'cooking.example') returns jsonb language plpgsql as $$
declare
  wanted constant uuid := (select o.id from known as o where o.external_id = detail.name);
begin
  return public.order_detail(tests.domain(detail.site), wanted);
end;
$$;
create temporary table known on commit drop as select o.id, o.external_id from public.orders as o where o.domain_id = tests.domain('cooking.example');
grant select on known to public;
grant execute on all functions in schema pg_temp to public;
-- Of the same ids elsewhere: a user, a token, an order and its trades.
insert into public.platform_users (domain_id, id, external_id, joined_at)
select tests.domain('abtasty.com'), u.id, 'twin ' || u.external_id, u.joined_at from public.platform_users as u where u.domain_id = tests.domain('cooking.example');
insert into public.tokens (domain_id, id, chain, address)
select tests.domain('abtasty.com'), t.id, 'solana', 'twin ' || t.address from public.tokens as t where t.domain_id = tests.domain('cooking.example');
insert into public.orders (domain_id, id, external_id, platform_user_id, token_id, order_type, side, size_minor, status, placed_at, told_at, told_by)
select tests.domain('abtasty.com'), o.id, o.external_id, o.platform_user_id, o.token_id, o.order_type, o.side, 1, o.status, o.placed_at, o.told_at, o.told_by
from public.orders as o where o.domain_id = tests.domain('cooking.example');
insert into public.fee_rules (domain_id, id, rate_ppm, starts_at, reason)
select tests.domain('abtasty.com'), r.id, 1, r.starts_at, 'twin' from public.fee_rules as r where r.rate_ppm = 3000;
insert into public.transactions (domain_id, chain_ref, platform_user_id, token_id, order_external_id, order_type, side, amount_minor, volume_usd_minor, fee_minor, fee_asset, status, occurred_at, told_at, told_by)
select case n when 1 then tests.domain('abtasty.com') else t.domain_id end, t.chain_ref || n, t.platform_user_id, t.token_id, t.order_external_id, t.order_type, t.side, 1, 10, 1000 + n,
  case n when 3 then 'SOL' else t.fee_asset end, t.status, t.occurred_at, t.told_at, t.told_by
from public.transactions as t, generate_series(1, 3) as n where t.chain_ref = 'solana:2bbb';
update public.transactions as twin set id = t.id from public.transactions as t where twin.chain_ref = 'solana:2bbb1' and t.chain_ref = 'solana:2bbb2';
select private.settle_fees(array_agg(t)) from public.transactions as t where t.status = 'confirmed' and t.chain_ref ~ '2bbb[123]$';
-- What was charged is what the charge says; its twin says something else.
update public.fee_charges as c set fee_minor = c.fee_minor + 5, gross_minor = c.gross_minor + 5, platform_net_minor = c.platform_net_minor + 5
from public.transactions as t where (t.domain_id, t.id) = (c.domain_id, c.transaction_id) and t.chain_ref = 'solana:2bbb2';

select tests.as('business@demo.example');
select set_eq(
  'select jsonb_object_keys(pg_temp.detail())', array['order', 'fee', 'user', 'token', 'transactions', 'charged'], 'business gets all of it'
);
select is(
  pg_temp.detail() -> 'order',
  (select to_jsonb(o) - '{fee_quote,told_at,told_by}'::text [] from public.orders as o where o.external_id = 'order-2'), 'its row, without machinery'
);
select is(pg_temp.detail() #>> '{user,external_id}', 'user-1002', 'whose it is');
select is(pg_temp.detail() #>> '{token,symbol}', 'LADLE', 'of what');
select ok(not pg_temp.detail() -> 'user' ? 'told_by' and not pg_temp.detail() -> 'token' ? 'told_by', 'neither with machinery');
select is(
  (select jsonb_agg(t ->> 'chain_ref') from jsonb_array_elements(pg_temp.detail() -> 'transactions') as t),
  (select jsonb_agg(t.chain_ref order by t.occurred_at desc, t.id desc) from public.transactions as t where t.order_external_id = 'order-2'),
  'its trades, newest first, and none of the twin'
);
select is(jsonb_array_length(pg_temp.detail() -> 'transactions'), 5, 'all of them');
select ok(not pg_temp.detail() #> '{transactions,0}' ?| '{domain_id,told_at,told_by}', 'without machinery, too');
select is(
  pg_temp.detail() -> 'charged',
  '[{"fee_asset": "SOL", "fee_minor": 1003, "volume_usd_minor": 10, "transactions": 1}, {"fee_asset": "USDC", "fee_minor": 41507, "volume_usd_minor": 1510, "transactions": 2}]',
  'what was paid, by what it was paid in: only what is confirmed'
);
select is(pg_temp.detail() #>> '{fee,rate_ppm}', '3000', 'C14: on what terms');
select is(
  (select jsonb_agg(c ->> 'verdict') from jsonb_array_elements(pg_temp.detail() #> '{fee,candidates}') as c),
  (select jsonb_agg(c ->> 'verdict') from public.orders as o, jsonb_array_elements(o.fee_quote -> 'candidates') as c where o.external_id = 'order-2'),
  'C25: with every rule that was considered, in the same order, and what became of it'
);
select is(pg_temp.detail() #>> '{fee,candidates,0,verdict}', 'won', 'the winner first');
select is(pg_temp.detail() #>> '{fee,candidates,0,reason}', 'As the code promised', 'C25: and why it was made');
select is(
  (pg_temp.detail() #> '{fee,candidates,0}') - '{reason,created_at,created_by}'::text [],
  (select o.fee_quote #> '{candidates,0}' from public.orders as o where o.external_id = 'order-2'), 'beside all that was frozen'
);
select is(
  (pg_temp.detail('order-3') -> 'transactions') || (pg_temp.detail('order-3') -> 'charged'), '[]', 'of one that was never traded: nothing'
);
select is(tests.refusal('select pg_temp.detail(site => ''abtasty.com'')'), 'P0002 NOT_FOUND', 'in another domain it is not');
select is(tests.refusal('select public.order_detail(tests.domain(''cooking.example''), gen_random_uuid())'), 'P0002 NOT_FOUND', 'as one that is not there');

-- Each part by its permission: whoever may view orders alone.
select tests.back();
insert into public.roles (key, title, rank, landing_route, is_domain_bound) values ('probe', 'Probe', 1, '/', false);
insert into public.role_permissions (role_key, resource, action) values ('probe', 'orders', 'view');
update public.memberships set role_key = 'probe' where person_id = tests.person('business@demo.example');
select tests.as('business@demo.example');
select is(
  pg_temp.detail() - '{order,fee}'::text [], '{"user": null, "token": null}', 'neither user nor token nor trades'
);
select is(
  pg_temp.detail() -> 'fee', (select o.fee_quote from public.orders as o where o.external_id = 'order-2'), 'and the fee as it was frozen, in no more words'
);
select tests.back();
update public.orders set fee_quote = null where external_id = 'order-2';
select tests.as('business@demo.example');
select is(pg_temp.detail() -> 'fee', 'null', 'null where the platform had none');
select tests.as('staff@demo.example', 'aal2');
select is(tests.refusal('select pg_temp.detail()'), 'P0002 NOT_FOUND', 'staff finds no order');
select tests.as_anon();
select is(tests.refusal('select public.order_detail(gen_random_uuid(), gen_random_uuid())'), '42501', 'nor does whoever is not signed in');

select * from finish();
rollback;
