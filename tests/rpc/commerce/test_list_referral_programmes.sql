-- Programmes of referrals over several domains, newest first.
-- row: C03 C04 C38
begin;
select plan(18);

create function pg_temp.page(filter jsonb default '{}') returns text language sql stable as $$
  select string_agg(l.name, ', ' order by l.place) from public.list_referral_programmes(page.filter) with ordinality as l (
    domain_id, id, name, status, levels, discount_ppm, tier_basis, window_days, hold_days, live_during, paused_during, created_by, created_at, version, cursor, place
  )
$$;
create function pg_temp.walk(page_size integer) returns text [] language sql as $$
  select tests.walk($walk$list_referral_programmes(after => $1, page_size => $2)$walk$, $walk$l.domain_id::text || l.id$walk$, walk.page_size)
$$;
grant execute on all functions in schema pg_temp to public;
update public.referral_programmes set status = 'ended', created_at = '2026-01-01' where status <> 'ended';
insert into public.referral_programmes (domain_id, id, name, status, created_at, levels, discount_ppm, tier_basis, window_days, hold_days, live_during)
select tests.domain(p.site), md5(p.name)::uuid, p.name, p.status, '2026-02-01', 2, 50000, 'network', 9, 4, case p.status when 'live' then '{[2026-02-01,)}'::tstzmultirange else '{}' end
from (values ('cooking.example', 'Live', 'live'), ('cooking.example', 'Draft', 'draft'), ('toto.example', 'Live', 'live'), ('sub.abtasty.com', 'Live', 'paused')) as p (site, name, status);

select tests.as('business@demo.example');
select is(pg_temp.page(), (select string_agg(p.name, ', ' order by p.created_at desc, p.id desc) from public.referral_programmes as p), 'C03: newest first, of the own domain');
select is(pg_temp.page('null'), pg_temp.page(), 'null is no filter');
select is(pg_temp.page('{"status": ["live"]}'), 'Live', 'those that are live');
select is(cardinality(string_to_array(pg_temp.page('{"status": ["live", "draft"]}'), ', ')), 2, 'or are to come');
select is(pg_temp.page('{"status": ["paused"]}'), null, 'none of another domain');
select is(pg_temp.page('{"domain_ids": []}'), null, 'of no domain: none');
select is(tests.refusal($$select pg_temp.page('{"status": ["gone"]}')$$), '22023 INVALID_INPUT', 'what a programme can be');
select is(tests.refusal($$select pg_temp.page('{"asset": "SOL"}')$$), '22023 INVALID_INPUT', 'and keys that it has');
select is(tests.refusal('select public.list_referral_programmes(page_size => 501)'), '22023 INVALID_INPUT', 'a page has at most 500 rows');
select is(tests.refusal('select public.list_referral_programmes(after => ''x'')'), '22023 INVALID_INPUT', 'and begins at a cursor');
select is(tests.refusal('select public.list_referral_programmes(jsonb_build_object(''domain_ids'', array[''10000000-0000-4000-8000-000000000006'']))'), '42501 PERMISSION_DENIED', 'a domain that is not ours is refused');
select results_eq(
  $$select status, levels, discount_ppm, tier_basis, window_days, hold_days, live_during, paused_during from public.list_referral_programmes('{"status": ["live"]}')$$,
  $$values ('live', 2, 50000, 'network', 9, 4, '{[2026-02-01,)}'::tstzmultirange, '{}'::tstzmultirange)$$, 'C38: with what it promises, and when it was live'
);
select tests.as('support@demo.example');
select is(pg_temp.page('{"status": ["draft"]}'), 'Draft', 'C04: support sees them');
select tests.as('admin@admin.com');
select is((select array_agg(distinct cardinality(pg_temp.walk(n))) from unnest('{1,2,3,100}'::int []) as n), array[(select count(*)::integer from public.referral_programmes)], 'pages leave none out');
select is(pg_temp.walk(1), pg_temp.walk(100), 'and come in one order, twins too');
select is((select count(distinct w) from unnest(pg_temp.walk(2)) as w), (select count(*) from public.referral_programmes), 'and name none twice');
select tests.as('staff@demo.example', 'aal2');
select is(tests.refusal('select pg_temp.page()'), '42501 PERMISSION_DENIED', 'staff has nothing to do with commissions');
select tests.as_anon();
select is(tests.refusal('select public.list_referral_programmes()'), '42501', 'anon may not ask');

select * from finish();
rollback;
