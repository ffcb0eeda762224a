-- The list of alerts: latest day first, of the domains whose log the person reads.
-- row: C52
begin;
select plan(15);

-- Twins, that differ in the last parts of the order.
insert into public.alert_rules (domain_id, id, title, metric, method, limit_value)
values (tests.domain('toto.example'), md5('alert_rule/1')::uuid, 'Twin', 'events', 'robust_z', 4);
insert into public.alerts (domain_id, id, rule_id, day, value, score, is_provisional, state)
select r.domain_id, md5(n.number::text)::uuid, r.id, date '2026-10-03' + n.number / 3, n.number, 1, false, case n.number when 1 then 'ack' else 'resolved' end
from public.alert_rules as r cross join generate_series(1, 4, 2) as n (number);
insert into public.alerts (domain_id, id, rule_id, day, value, score, is_provisional)
values (tests.domain('toto.example'), md5('alert/1')::uuid, md5('alert_rule/1')::uuid, '2026-11-03', 9, 1, true);
-- Another rule of that domain, which made none.
insert into public.alert_rules (domain_id, id, title, metric, method, limit_value)
values (tests.domain('toto.example'), md5('alert_rule/2')::uuid, 'Quiet', 'events', 'robust_z', 4);

create function pg_temp.page(site text default null, state text default null, after text default null, page_size integer default 50) returns text language sql stable as $$
  select string_agg(l.value::text, ', ' order by l.place) from public.list_alerts(
    case when page.site = '' then '{}' when page.site is not null then array[tests.domain(page.site)] end, page.state, page.after, page.page_size
  ) with ordinality as l (domain_id, id, rule_id, title, day, value, expected, score, is_provisional, alert_state, version, cursor, place)
$$;
create function pg_temp.walk(page_size integer) returns text [] language sql as $$
  select tests.walk($walk$list_alerts(after => $1, page_size => $2)$walk$, $walk$l.domain_id || ' ' || l.id$walk$, walk.page_size)
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('admin@admin.com');
select is((select array_agg(distinct cardinality(pg_temp.walk(n))) from unnest('{1,2,3,100}'::int []) as n), array[6], 'pages leave nothing out');
select is(pg_temp.walk(1), pg_temp.walk(100), 'and come in one order');
select is(pg_temp.page('cooking.example'), '0, 3, 1', 'of a domain, latest day first');
select is(pg_temp.page('cooking.example', page_size => 2), '0, 3', 'a page has a size');
select is(pg_temp.page('cooking.example', 'ack'), '1', 'of a state');
select is(pg_temp.page(''), null, 'of no domain');
select is(tests.refusal('select public.list_alerts(state => ''x'')'), '22023 INVALID_INPUT', 'a state that there is');
select is(tests.refusal('select public.list_alerts(page_size => 0)'), '22023 INVALID_INPUT', 'a page has a row at least');
select is(tests.refusal('select public.list_alerts(after => ''x'')'), '22023 INVALID_INPUT', 'and begins at a cursor');
select results_eq(
  $$select domain_id, title, day, is_provisional, alert_state from public.list_alerts(state => 'open')$$,
  $$select d.id, v.* from public.domains as d inner join (values
    ('Twin', date '2026-11-03', true, 'open'), ('Orders', '2026-11-03', false, 'open')
  ) as v (title, day, is_provisional, state) on (v.title = 'Twin') = (d.site_domain = 'toto.example') where d.site_domain in ('toto.example', 'cooking.example') order by d.id desc$$,
  'each with its own rule'
);
select tests.as('support@demo.example');
select is(pg_temp.page(), '0, 3, 1', 'support sees those of where it works');
select is(tests.refusal('select pg_temp.page(''toto.example'')'), '42501 PERMISSION_DENIED', 'no others');
select tests.as('business@demo.example', 'aal2');
select is(tests.refusal('select public.list_alerts()'), '42501 PERMISSION_DENIED', 'business none');
select tests.as_anon();
select is(tests.refusal('select public.list_alerts()'), '42501', 'anon may not ask');
select tests.as_service();
select is(tests.refusal('select public.list_alerts()'), '42501', 'nor the worker');

select * from finish();
rollback;
