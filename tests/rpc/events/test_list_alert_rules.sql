-- The list of rules: newest first, with the last day that each made an alert of.
-- row: C52
begin;
select plan(12);

insert into public.alert_rules (domain_id, id, title, metric, method, limit_value, created_at)
select d.id, md5(n.number::text)::uuid, 'Twin ' || n.number, 'events', 'robust_z', 4, '2026-01-01T00:00:00Z'
from public.domains as d cross join generate_series(1, 2) as n (number) where d.site_domain in ('toto.example', 'cooking.example');
insert into public.alerts (domain_id, rule_id, day, value, score, is_provisional) values
(tests.domain('cooking.example'), md5('alert_rule/1')::uuid, '2026-10-03', 1, 1, false),
(tests.domain('toto.example'), md5('1')::uuid, '2026-11-09', 1, 1, false);
create function pg_temp.page(site text default null, after text default null, page_size integer default 50) returns text language sql stable as $$
  select string_agg(l.title || coalesce(' ' || l.alerted_on, ''), ', ' order by l.created_at desc, l.title) from public.list_alert_rules(
    case when page.site = '' then '{}' when page.site is not null then array[tests.domain(page.site)] end, page.after, page.page_size
  ) as l
$$;
create function pg_temp.walk(page_size integer) returns text [] language sql as $$
  select tests.walk($walk$list_alert_rules(after => $1, page_size => $2)$walk$, $walk$l.domain_id || ' ' || l.id$walk$, walk.page_size)
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('admin@admin.com');
select is((select array_agg(distinct cardinality(pg_temp.walk(n))) from unnest('{1,2,3,100}'::int []) as n), array[5], 'pages leave nothing out');
select is(pg_temp.walk(1), pg_temp.walk(100), 'and come in one order');
select is(pg_temp.page('cooking.example'), 'Orders 2026-11-03, Twin 1, Twin 2', 'of a domain, with the last alert of each');
select is(pg_temp.page('toto.example'), 'Twin 1 2026-11-09, Twin 2', 'of its own domain');
select is(pg_temp.page('cooking.example', page_size => 1), 'Orders 2026-11-03', 'newest first');
select is(pg_temp.page(''), null, 'of no domain');
select is(tests.refusal('select public.list_alert_rules(page_size => 0)'), '22023 INVALID_INPUT', 'a page has a row at least');
select is(tests.refusal('select public.list_alert_rules(after => ''x'')'), '22023 INVALID_INPUT', 'and begins at a cursor');
select tests.as('support@demo.example');
select is(tests.refusal('select pg_temp.page(''toto.example'')'), '42501 PERMISSION_DENIED', 'no other domains''');
select is(pg_temp.page(), 'Orders 2026-11-03, Twin 1, Twin 2', 'but the own');
select tests.as('business@demo.example', 'aal2');
select is(tests.refusal('select public.list_alert_rules()'), '42501 PERMISSION_DENIED', 'business none');
select tests.as_anon();
select is(tests.refusal('select public.list_alert_rules()'), '42501', 'anon may not ask');

select * from finish();
rollback;
