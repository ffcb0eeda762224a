-- Fee rules over several domains, those that started last first: also the history of what was charged.
-- row: C03 C04 C25
begin;
select plan(14);

create function pg_temp.page(state text default 'all', after text default null, page_size integer default 50, sites text [] default null)
returns text [] language sql stable as $$
  select array_agg(format('%s%s', l.rate_ppm, case l.kind when 'promotion' then '!' end) order by l.place)
  from public.list_fee_rules(
    case when page.sites is not null then array(select tests.domain(s.name) from unnest(page.sites) as s (name)) end, page.state, page.after, page.page_size
  ) with ordinality as l (domain_id, id, kind, scope, specificity, rate_ppm, min_minor, max_minor, limit_asset, starts_at, ends_at, reason, created_by, created_at, cursor, place)
$$;
create function pg_temp.walk(page_size integer) returns text [] language sql as $$
  select tests.walk($walk$list_fee_rules(after => $1, page_size => $2)$walk$, $walk$l.domain_id || l.reason$walk$, walk.page_size)
$$;
grant execute on all functions in schema pg_temp to public;
-- Twins that started at the same moment, so that only the last part of the order tells them apart; and one that is planned, and one withdrawn.
insert into public.fee_rules (domain_id, id, kind, order_type, provider, rate_ppm, starts_at, ends_at, reason)
select tests.domain('abtasty.com'), r.id, r.kind, r.order_type, r.provider, r.rate_ppm, r.starts_at, r.ends_at, r.reason
from public.fee_rules as r where r.reason in ('As the others charge', 'The first fee', 'A weekend of limit orders');
insert into public.fee_rules (domain_id, order_type, rate_ppm, starts_at, ends_at, reason)
values
(tests.domain('cooking.example'), 'vwap', 6000, now() + interval '1 day', null, 'Planned'),
(tests.domain('cooking.example'), 'vwap', 6500, now() + interval '2 hours', now() + interval '2 hours', 'Withdrawn');

select tests.as('business@demo.example');
select is((pg_temp.page())[1:5], array['6000', '6500', '2000!', '8000', '3000'], 'last started first, of the own domain');
select is(cardinality(pg_temp.page()), 9, 'all of them');
select is(array(select unnest(pg_temp.page('open')) order by 1), array['10000', '3000', '5000', '7500', '8000'], 'those that hold');
select is(pg_temp.page('planned'), array['6000'], 'those to come');
select is(pg_temp.page('ended'), array['6500', '2000!', '12000'], 'those that were, or were withdrawn');
select is(tests.refusal('select pg_temp.page(''gone'')'), '22023 INVALID_INPUT', 'a state is one of four');
select is(tests.refusal('select pg_temp.page(page_size => 501)'), '22023 INVALID_INPUT', 'a page has at most 500 rows');
select is(tests.refusal('select pg_temp.page(after => ''x'')'), '22023 INVALID_INPUT', 'and begins at a cursor');
select is(tests.refusal('select pg_temp.page(sites => ''{toto.example}'')'), '42501 PERMISSION_DENIED', 'a domain that is not ours is refused');
select results_eq(
  $$select scope, reason, specificity::integer from public.list_fee_rules(page_size => 5) where rate_ppm = 3000$$,
  $$select jsonb_build_object('cohort_id', md5('cohort/cooking.examplePROMO2025')::uuid, 'order_type', 'dca', 'provider', 'pump.fun'), 'As the code promised', 11$$,
  'C25: with what it is for, and why'
);
select tests.as('admin@admin.com');
select is((select array_agg(distinct cardinality(pg_temp.walk(n))) from unnest('{1,2,3,5,100}'::int []) as n), array[12], 'pages leave none out');
select is(pg_temp.walk(1), pg_temp.walk(100), 'and come in one order, twins too');
select is((select count(distinct w) from unnest(pg_temp.walk(2)) as w), 12::bigint, 'and name none twice');
select tests.as('staff@demo.example', 'aal2');
select is(tests.refusal('select pg_temp.page()'), '42501 PERMISSION_DENIED', 'staff sees none');

select * from finish();
rollback;
