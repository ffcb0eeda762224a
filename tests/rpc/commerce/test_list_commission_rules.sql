-- Rules of commissions over several domains, those that started last first, by whatever a filter asks.
-- row: C03 C04 C35 C36
begin;
select plan(22);

create function pg_temp.page(filter jsonb default '{}') returns text language sql stable as $$
  select string_agg(l.rate_ppm::text, ' ' order by l.place) from public.list_commission_rules(page.filter) with ordinality as l (
    domain_id, id, programme_id, cohort_id, platform_user_id, level, min_volume_usd_minor, rate_ppm, bonus_ppm, bonus_volume_usd_minor, base, starts_at, ends_at, reason, created_by, created_at, cursor, place
  )
$$;
create function pg_temp.walk(page_size integer) returns text [] language sql as $$
  select tests.walk($walk$list_commission_rules(after => $1, page_size => $2)$walk$, $walk$l.domain_id::text || l.id$walk$, walk.page_size)
$$;
grant execute on all functions in schema pg_temp to public;
insert into public.commission_rules (domain_id, id, platform_user_id, cohort_id, level, rate_ppm, bonus_ppm, bonus_volume_usd_minor, min_volume_usd_minor, base, starts_at, ends_at, reason)
select tests.domain('cooking.example'), md5(r.reason)::uuid, r.whom, r.cohort, 2, r.rate, 5, 6, 7, 'fee_gross', r.starts_at, r.ends_at, r.reason
from (
  values
  (md5('platform_user/cooking.exampleuser-1003')::uuid, null::uuid, 11, now() + interval '2 days', null::timestamptz, 'planned'),
  (md5('platform_user/cooking.exampleuser-1003')::uuid, null, 12, now() + interval '1 day', now() + interval '1 day', 'withdrawn'),
  (md5('platform_user/cooking.exampleuser-1003')::uuid, null, 13, '2025-01-02', '2025-01-03', 'over'),
  (null, md5('cohort/cooking.examplePROMO2025')::uuid, 14, '2025-01-02', now(), 'just over')
) as r (whom, cohort, rate, starts_at, ends_at, reason);
-- Twins, of the same ids and times, so that only the last part of the order tells them apart.
insert into public.platform_users (domain_id, id, external_id, joined_at)
select d.id, u.id, 'twin ' || u.external_id, u.joined_at from public.platform_users as u, public.domains as d where u.domain_id = tests.domain('cooking.example') and d.site_domain in ('abtasty.com', 'sub.abtasty.com');
insert into public.commission_rules (domain_id, id, platform_user_id, level, rate_ppm, starts_at, ends_at, reason)
select d.id, r.id, r.platform_user_id, r.level, r.rate_ppm, r.starts_at, r.ends_at, r.reason
from public.commission_rules as r, public.domains as d where r.rate_ppm between 11 and 13 and d.site_domain in ('abtasty.com', 'sub.abtasty.com');

select tests.as('business@demo.example');
select is((string_to_array(pg_temp.page(), ' '))[1:2], '{11,12}', 'C03: last started first, of the own domain');
select is(cardinality(string_to_array(pg_temp.page(), ' ')), 12, 'all of them');
select is(pg_temp.page('null'), pg_temp.page(), 'null is no filter');
select is(pg_temp.page(jsonb_build_object('platform_user_id', md5('platform_user/cooking.exampleuser-1003')::uuid)), '11 12 13', 'C35: those for one user');
select is(array(select unnest(string_to_array(pg_temp.page(jsonb_build_object('cohort_id', md5('cohort/cooking.examplePROMO2025')::uuid, 'state', array['ended'])), ' '))), array['14'], 'C36: those for a cohort');
select is(cardinality(string_to_array(pg_temp.page(jsonb_build_object('programme_id', md5('referral_programme/Bring a trader')::uuid)), ' ')), (select count(*)::integer from public.commission_rules as r where r.programme_id = md5('referral_programme/Bring a trader')::uuid), 'those of a programme');
select is(pg_temp.page('{"state": ["planned"]}'), '11', 'those to come');
select is(pg_temp.page('{"state": ["ended"]}') ~ '^12 (13 14|14 13)', true, 'those that are over, or were withdrawn');
select is(cardinality(string_to_array(pg_temp.page('{"state": ["open"]}'), ' ')), (select count(*)::integer from public.commission_rules as r where r.valid @> now()), 'those that hold');
select is(cardinality(string_to_array(pg_temp.page('{"state": ["open", "planned", "ended"]}'), ' ')), 12, 'each is one of these');
select is(pg_temp.page('{"domain_ids": []}'), null, 'of no domain: none');
select is(tests.refusal($$select pg_temp.page('{"state": ["gone"]}')$$), '22023 INVALID_INPUT', 'a state that there is');
select is(tests.refusal($$select pg_temp.page('{"asset": "SOL"}')$$), '22023 INVALID_INPUT', 'and keys that rules have');
select is(tests.refusal('select public.list_commission_rules(page_size => 501)'), '22023 INVALID_INPUT', 'a page has at most 500 rows');
select is(tests.refusal('select public.list_commission_rules(after => ''x'')'), '22023 INVALID_INPUT', 'and begins at a cursor');
select is(tests.refusal('select public.list_commission_rules(jsonb_build_object(''domain_ids'', array[''10000000-0000-4000-8000-000000000006'']))'), '42501 PERMISSION_DENIED', 'a domain that is not ours is refused');
select results_eq(
  $$select level, min_volume_usd_minor::int, bonus_ppm, bonus_volume_usd_minor::int, base, reason, ends_at is null from public.list_commission_rules('{"state": ["planned"]}')$$,
  $$values (2, 7, 5, 6, 'fee_gross', 'planned', true)$$, 'with what it says, and why'
);
select tests.as('support@demo.example');
select is(pg_temp.page(jsonb_build_object('state', array['planned'], 'domain_ids', array[tests.domain('cooking.example')])), '11', 'C04: support sees them');
select tests.as('admin@admin.com');
select is((select array_agg(distinct cardinality(pg_temp.walk(n))) from unnest('{1,3,100}'::int []) as n), array[18], 'pages leave none out');
select is(pg_temp.walk(1), pg_temp.walk(100), 'and come in one order, twins too');
select tests.as('staff@demo.example', 'aal2');
select is(tests.refusal('select pg_temp.page()'), '42501 PERMISSION_DENIED', 'staff has nothing to do with commissions');
select tests.as_anon();
select is(tests.refusal('select public.list_commission_rules()'), '42501', 'anon may not ask');

select * from finish();
rollback;
