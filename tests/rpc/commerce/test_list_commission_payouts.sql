-- What users were paid out, over several domains, newest first, by whatever a filter asks.
-- row: C03 C04 C57
begin;
select plan(17);

create function pg_temp.page(filter jsonb default '{}') returns text language sql stable as $$
  select string_agg(l.amount_minor::text, ' ' order by l.place) from public.list_commission_payouts(page.filter) with ordinality as l (
    domain_id, id, platform_user_id, user_external_id, asset, amount_minor, usd_minor, idempotency_key, created_at, cursor, place
  )
$$;
create function pg_temp.walk(page_size integer) returns text [] language sql as $$
  select tests.walk($walk$list_commission_payouts(after => $1, page_size => $2)$walk$, $walk$l.domain_id::text || l.id$walk$, walk.page_size)
$$;
grant execute on all functions in schema pg_temp to public;
insert into public.commission_payouts (domain_id, id, platform_user_id, asset, amount_minor, usd_minor, idempotency_key, created_at)
select tests.domain('cooking.example'), md5('payout ' || p.amount)::uuid, md5('platform_user/cooking.example' || p.who)::uuid, p.asset, p.amount, 8, 'claim-' || p.amount, p.at::timestamptz
from (values ('user-1003', 'SOL', 5, '2025-10-01'), ('user-1003', 'BTC', 3, '2025-10-02')) as p (who, asset, amount, at);
-- Twins, of the same ids and times, so that only the last part of the order tells them apart; their users have other names.
insert into public.platform_users (domain_id, id, external_id, joined_at)
select d.id, u.id, 'twin ' || u.external_id, u.joined_at from public.platform_users as u, public.domains as d where u.domain_id = tests.domain('cooking.example') and d.site_domain in ('abtasty.com', 'sub.abtasty.com');
insert into public.commission_payouts (domain_id, id, platform_user_id, asset, amount_minor, usd_minor, idempotency_key, created_at)
select d.id, p.id, p.platform_user_id, p.asset, p.amount_minor, p.usd_minor, p.idempotency_key, p.created_at
from public.commission_payouts as p, public.domains as d where d.site_domain in ('abtasty.com', 'sub.abtasty.com');

select tests.as('business@demo.example');
select is(pg_temp.page(), '12150 3 5', 'C03: newest first, of the own domain');
select is(pg_temp.page('null'), '12150 3 5', 'null is no filter');
select is(pg_temp.page(jsonb_build_object('platform_user_id', md5('platform_user/cooking.exampleuser-1003')::uuid)), '3 5', 'of one user');
select is(pg_temp.page('{"asset": "SOL"}'), '5', 'of one asset');
select is(pg_temp.page('{"from": "2025-10-02T00:00:00Z"}'), '12150 3', 'from an instant on');
select is(pg_temp.page('{"to": "2025-10-02T00:00:00Z"}'), '5', 'and up to one, which is not included');
select is(pg_temp.page('{"domain_ids": []}'), null, 'of no domain: none');
select is(tests.refusal($$select pg_temp.page('{"state": ["void"]}')$$), '22023 INVALID_INPUT', 'keys that payouts have');
select is(tests.refusal('select public.list_commission_payouts(page_size => 501)'), '22023 INVALID_INPUT', 'a page has at most 500 rows');
select is(tests.refusal('select public.list_commission_payouts(after => ''x'')'), '22023 INVALID_INPUT', 'and begins at a cursor');
select is(tests.refusal('select public.list_commission_payouts(jsonb_build_object(''domain_ids'', array[''10000000-0000-4000-8000-000000000006'']))'), '42501 PERMISSION_DENIED', 'a domain that is not ours is refused');
select results_eq(
  $$select user_external_id, asset, usd_minor::int, idempotency_key from public.list_commission_payouts('{"asset": "SOL"}')$$, $$values ('user-1003', 'SOL', 8, 'claim-5')$$, 'C57: to whom, and by which claim'
);
select tests.as('support@demo.example');
select is(pg_temp.page(jsonb_build_object('domain_ids', array[tests.domain('cooking.example')])), '12150 3 5', 'C04: support sees them');
select tests.as('admin@admin.com');
select is((select array_agg(array_length(pg_temp.walk(n), 1)) from unnest('{1,2,100}'::int []) as n), array[9, 9, 9], 'pages leave none out');
select is(pg_temp.walk(1), pg_temp.walk(100), 'and come in one order, twins too');
select tests.as('staff@demo.example', 'aal2');
select is(tests.refusal('select pg_temp.page()'), '42501 PERMISSION_DENIED', 'staff has nothing to do with commissions');
select tests.as_anon();
select is(tests.refusal('select public.list_commission_payouts()'), '42501', 'anon may not ask');

select * from finish();
rollback;
