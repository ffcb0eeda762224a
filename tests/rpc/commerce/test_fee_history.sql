-- Versions of fee rules over several domains: who made and who ended each, when and why, and what it changed.
-- row: C03 C04 C25
begin;
select plan(33);

create function pg_temp.page(filter jsonb default '{}', after text default null, page_size integer default 50)
returns text [] language sql stable as $$
  select array_agg(concat(l.rate_ppm, case l.kind when 'promotion' then '!' end, ' from ', l.previous_rate_ppm) order by l.place)
  from public.fee_history(page.filter, page.after, page.page_size) with ordinality as l (
    domain_id, rule_id, kind, scope, rate_ppm, min_minor, max_minor, limit_asset, starts_at, ends_at, previous_rule_id, previous_rate_ppm, change_ppm,
    rate_variation, created_at, created_by, reason, closed_at, closed_by, closed_reason, cursor, place
  )
$$;
create function pg_temp.one(why text) returns text language sql stable as $$
  select concat_ws(' / ', h.rate_ppm, h.change_ppm, round(h.rate_variation, 4), h.created_by = tests.person('business@demo.example'), h.closed_at = now(), h.closed_by, h.closed_reason)
  from public.fee_history() as h where h.reason = one.why
$$;
create function pg_temp.walk(page_size integer) returns text [] language sql as $$
  select tests.walk($walk$fee_history(after => $1, page_size => $2)$walk$, $walk$l.domain_id || l.reason$walk$, walk.page_size)
$$;
create function pg_temp.of(site text) returns jsonb language sql as $$
  select jsonb_build_object('domain_ids', jsonb_build_array(tests.domain(of.site)))
$$;
grant execute on all functions in schema pg_temp to public;
-- Twins of other rates in another domain; the first of them later, so that whoever forgets the domain finds it.
insert into public.fee_rules (domain_id, id, kind, order_type, provider, rate_ppm, starts_at, ends_at, reason)
select tests.domain('abtasty.com'), r.id, r.kind, r.order_type, r.provider, r.rate_ppm + 77, r.starts_at + case r.reason when 'The first fee' then interval '1 second' else interval '0' end, r.ends_at, r.reason
from public.fee_rules as r where r.reason in ('As the others charge', 'The first fee', 'A weekend of limit orders');

select tests.as('business@demo.example', 'aal2');
select is((pg_temp.page('{"is_platform": true}')), array['10000 from 12000', '12000 from '], 'the platform''s own, with what was before');
select is(cardinality(pg_temp.page()), 7, 'all of the own domain');
select is((pg_temp.page())[1], '2000! from ', 'a promotion follows none of the rules');
select is(pg_temp.page('{"kind": "promotion"}'), array['2000! from '], 'by kind');
select is(cardinality(pg_temp.page('{"kind": "rule"}')), 6, 'rules alone');
select is(cardinality(pg_temp.page('{"is_platform": false}')), 5, 'or for parts of the platform');
select is(pg_temp.page('{"is_platform": true, "to": "2026-07-01T00:00:00Z"}'), array['12000 from '], 'what held before some instant');
select is(pg_temp.page('{"is_platform": true, "from": "2026-07-01T00:00:00Z"}'), array['10000 from 12000'], 'or from one on');
select is(
  pg_temp.page('{"is_platform": true, "from": "2026-06-30T23:59:59.999Z", "to": "2026-07-01T00:00:00.001Z"}'),
  array['10000 from 12000', '12000 from '], 'at both sides of the change'
);
select is(tests.refusal('select pg_temp.page(''{"from": "2026-07-01T00:00:00Z", "to": "2026-07-01T00:00:00Z"}'')'), '22023 INVALID_INPUT', 'some time is wanted');
select is(tests.refusal('select pg_temp.page(''{"kind": "gift"}'')'), '22023 INVALID_INPUT', 'a kind is one of two');
select is(tests.refusal('select pg_temp.page(''{"reason": "x"}'')'), '22023 INVALID_INPUT', 'no other filters');
select is(tests.refusal('select pg_temp.page(page_size => 501)'), '22023 INVALID_INPUT', 'a page has at most 500 rows');
select is(tests.refusal('select pg_temp.page(after => ''x'')'), '22023 INVALID_INPUT', 'and begins at a cursor');
select is(tests.refusal('select pg_temp.page(pg_temp.of(''abtasty.com''))'), '42501 PERMISSION_DENIED', 'a domain that is not ours is refused');

select public.set_platform_fee(tests.domain('cooking.example'), 8000, 'Cheaper');
select is(pg_temp.one('Cheaper'), '8000 / -2000 / -0.2000 / t', 'C25: who made it, and what it changed');
select is(
  pg_temp.one('As the others charge'), concat_ws(' / ', 10000, -2000, -0.1667, true, tests.person('business@demo.example'), 'Cheaper'),
  'what it replaced: who did so, when and why'
);
select tests.as('admin@admin.com', 'aal2');
select public.close_fee_rule(tests.domain('cooking.example'), md5('fee_rule/A large trader')::uuid, ' He left ');
select is(pg_temp.one('A large trader'), concat_ws(' / ', 8000, true, tests.person('admin@admin.com'), 'He left'), 'so of what was closed');
select is(pg_temp.one('The agreement with Pump.fun'), '5000', 'and of what holds nobody');
select is(tests.refusal($$select public.create_fee_rule(tests.domain('cooking.example'), '{"order_type": "vwap"}', 0, 'Free too', starts_at => now() + interval '1 day')$$), null, 'a rate of zero');
select public.close_fee_rule(tests.domain('cooking.example'), (select h.rule_id from public.fee_history() as h where h.reason = 'Free too'), 'Withdrawn');
select public.create_fee_rule(tests.domain('cooking.example'), '{"order_type": "vwap"}', 100, 'Not free', starts_at => now() + interval '3 days');
select is(split_part(pg_temp.one('Not free'), ' / ', 2), 'f', 'C25: what was withdrawn is before nothing');
select is(pg_temp.page('{"from": "2026-01-01T00:00:00Z"}') @> '{"0 from "}', false, 'and held at no time');
select is(pg_temp.page() @> '{"0 from "}', true, 'though it is told');
select tests.back();
insert into public.fee_rules (domain_id, order_type, rate_ppm, starts_at, ends_at, reason) values
(tests.domain('cooking.example'), 'twap', 0, '2026-01-01', '2026-02-01', 'Nothing'), (tests.domain('cooking.example'), 'twap', 50, '2026-03-01', null, 'After nothing');
insert into public.fee_rules (domain_id, kind, order_type, rate_ppm, starts_at, ends_at, reason) values
(tests.domain('cooking.example'), 'promotion', 'twap', 1, '2026-04-01', '2026-04-02', 'For less');
select tests.as('business@demo.example', 'aal2');
select results_eq(
  $$select h.change_ppm, h.rate_variation, h.scope, h.previous_rule_id = (select r.id from public.fee_rules as r where r.reason = 'Nothing') from public.fee_history() as h where h.reason = 'After nothing'$$,
  $$values (50, null::numeric, jsonb '{"order_type": "twap"}', true)$$, 'of nothing no part is told'
);

select is((select h.previous_rate_ppm from public.fee_history() as h where h.reason = 'For less'), null, 'a promotion follows no rule, even of the same');

select tests.as('support@demo.example');
select is((pg_temp.page(pg_temp.of('abtasty.com') || '{"is_platform": true}')), array['10077 from 12077', '12077 from '], 'support, who looks at fees, reads it: each domain by itself');
select tests.as('admin@admin.com');
select is((select array_agg(distinct cardinality(pg_temp.walk(n))) from unnest('{1,2,3,5,100}'::int []) as n), array[16], 'pages leave none out');
select is(pg_temp.walk(1), pg_temp.walk(100), 'and come in one order, twins too');
select is((select count(distinct w) from unnest(pg_temp.walk(2)) as w), 16::bigint, 'and name none twice');
select tests.as('staff@demo.example', 'aal2');
select is(tests.refusal('select pg_temp.page()'), '42501 PERMISSION_DENIED', 'staff sees none');
select tests.as_anon();
select is(tests.refusal('select public.fee_history()'), '42501', 'nor does anon');
select tests.back();
select is(tests.refusal('update public.fee_rules set closed_reason = ''x'' where reason = ''Cheaper'''), '42501 APPEND_ONLY', 'who ended it is not changed later');
update public.fee_rules set ends_at = ends_at where reason = 'A large trader';
select is((select r.closed_reason from public.fee_rules as r where r.reason = 'A large trader'), 'He left', 'nor by an end that stays');

select * from finish();
rollback;
