-- What was set aside, last come first, for whoever manages the log.
-- row: C31
begin;
select plan(18);

update public.event_quarantine set received_at = '2026-11-07T00:00:00Z' where name = 'order_placed';
update public.event_quarantine set received_at = '2026-11-08T00:00:00Z' where name = 'order_shared';
-- Twins, that differ in the last parts of the order.
insert into public.event_quarantine (domain_id, id, event, name, reason, received_at)
select d.id, md5(n.number::text)::uuid, '{}', 'twin', 'a twin', '2026-11-06T00:00:00Z'
from (values (tests.domain('toto.example')), ('00000000-0000-0000-0000-000000000000')) as d (id) cross join generate_series(1, 2) as n (number);

create function pg_temp.page(site text default null, after text default null, page_size integer default 50) returns text [] language sql stable as $$
  select array_agg(l.name order by l.place)
  from public.list_quarantined_events(
    case page.site when 'none' then array['00000000-0000-0000-0000-000000000000'::uuid] when '' then '{}' else array[tests.domain(page.site)] end, page.after, page.page_size
  ) with ordinality as l (domain_id, id, event_id, name, event, reason, received_at, cursor, place)
$$;
create function pg_temp.walk(page_size integer) returns text [] language sql as $$
  select tests.walk($walk$list_quarantined_events(after => $1, page_size => $2)$walk$, $walk$l.domain_id || ' ' || l.id$walk$, walk.page_size)
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('admin@admin.com');
select is((select array_agg(distinct cardinality(pg_temp.walk(n))) from unnest('{1,2,3,100}'::int []) as n), array[6], 'pages leave nothing out');
select is(pg_temp.walk(1), pg_temp.walk(100), 'and come in one order');
select is(pg_temp.page('cooking.example'), '{order_shared,order_placed}', 'of a domain, last come first');
select is(pg_temp.page('none'), '{twin,twin}', 'of no known site');
select is(pg_temp.page(''), null, 'of none');
select is(pg_temp.page('cooking.example', page_size => 1), '{order_shared}', 'a page has a size');
select is(tests.refusal('select public.list_quarantined_events(page_size => 0)'), '22023 INVALID_INPUT', 'of one at least');
select is(tests.refusal('select public.list_quarantined_events(after => ''x'')'), '22023 INVALID_INPUT', 'and begins at a cursor');
select results_eq(
  $$select event_id, event ->> 'actor_id', reason from public.list_quarantined_events(array[tests.domain('cooking.example')]) where name = 'order_placed'$$,
  $$select md5('event/cooking.example9')::uuid, 'user-1003', 'properties/amount_minor: must be of type integer'$$, 'with what was wrong'
);
select tests.as('support@demo.example');
select is(tests.refusal('select public.list_quarantined_events()'), '42501 PERMISSION_DENIED', 'support is refused');
select tests.back();
insert into public.person_permissions (person_id, resource, action, effect, domain_id, reason)
values (tests.person('support@demo.example'), 'events', 'manage', 'allow', tests.domain('cooking.example'), 'on leave');
select tests.as('support@demo.example');
select is((select count(*) from public.list_quarantined_events()), 2::bigint, 'but sees what is of the domain where it may');
select is(tests.refusal('select pg_temp.page(''toto.example'')'), '42501 PERMISSION_DENIED', 'not of others');
select is(tests.refusal('select pg_temp.page(''none'')'), '42501 PERMISSION_DENIED', 'nor of no site');
select tests.back();
insert into public.memberships (person_id, role_key, is_all_domains)
values (tests.person('support@demo.example'), 'support', true);
select tests.as('support@demo.example');
select is(tests.refusal('select pg_temp.page(''none'')'), '42501 PERMISSION_DENIED', 'also where he views the log of all');
select tests.back();
insert into public.person_permissions (person_id, resource, action, effect, is_all_domains, reason)
values (tests.person('support@demo.example'), 'events', 'manage', 'allow', true, 'on leave');
select tests.as('support@demo.example');
select is((select count(*) from public.list_quarantined_events() as l where l.domain_id = '00000000-0000-0000-0000-000000000000'), 2::bigint, 'unless he manages the log of all');
select tests.as_anon();
select is(tests.refusal('select public.list_quarantined_events()'), '42501', 'anon may not ask');
select tests.as_service();
select is(tests.refusal('select public.list_quarantined_events()'), '42501', 'nor the worker');
select is((select count(*) from public.event_quarantine), 6::bigint, 'who reads the table');

select * from finish();
rollback;
