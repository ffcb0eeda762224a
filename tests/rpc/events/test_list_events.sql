-- The event log, newest first, filtered, over several domains and months.
-- row: C31
begin;
select plan(33);

-- Twins at the same moments, so that only the last parts of the order tell them apart; and a test event.
insert into public.event_log
select (jsonb_populate_record(e, jsonb_build_object('domain_id', d.id))).*
from public.event_log as e cross join unnest(array[tests.domain('abtasty.com'), tests.domain('sub.abtasty.com')]) as d (id)
where e.domain_id = tests.domain('cooking.example');
insert into public.event_log
select (jsonb_populate_record(e, jsonb_build_object('is_test', true, 'id', gen_random_uuid(), 'name', 'tried'))).*
from public.event_log as e where e.name = 'page_pinged' and e.domain_id = tests.domain('cooking.example');
select public.run_event_upkeep();

create function pg_temp.page(filter text default '{}', after text default null, page_size integer default 50, site text default 'cooking.example')
returns text [] language sql stable as $$
  select array_agg(l.name || ' ' || to_char(l.occurred_at at time zone 'utc', 'DD') order by l.place)
  from public.list_events(
    page.filter::jsonb || case when page.site is null then '{}' else jsonb_build_object('domain_ids', array[tests.domain(page.site)]) end,
    page.after, page.page_size
  ) with ordinality as l (
    domain_id, id, name, schema_version, actor_kind, actor_id, object, properties, occurred_at, received_at, source, trace_id, is_test, has_clock_skew, cursor, place
  )
$$;
create function pg_temp.walk(page_size integer) returns text [] language sql as $$
  select tests.walk($walk$list_events('{"include_test": true}', $1, $2)$walk$, $walk$l.domain_id || ' ' || l.id$walk$, walk.page_size)
$$;
create function pg_temp.refused(filter text) returns text language sql as $$
  select tests.refusal(format('select public.list_events(%L)', refused.filter))
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('support@demo.example');
select is(
  pg_temp.page(),
  array['prices_refreshed 05', 'page_pinged 05', 'order_placed 05', 'user_signed_in 05', 'order_placed 02', 'user_signed_in 02', 'order_placed 18'],
  'newest first, of the domain that is asked for, over months'
);
select is(cardinality(pg_temp.page('{"include_test": true}')), 8, 'tests when asked for');
select is(cardinality(pg_temp.page('{"include_test": false}')), 7, 'or not');
select is(pg_temp.page('{"name": "order_placed"}'), array['order_placed 05', 'order_placed 02', 'order_placed 18'], 'of a name');
select is(pg_temp.page('{"actor_kind": "integration"}'), array['order_placed 18'], 'of a kind of actor');
select is(pg_temp.page('{"actor_id": "user-1001"}'), array['order_placed 02', 'user_signed_in 02'], 'of an actor');
select is(pg_temp.page('{"object": "orders/order-2"}'), array['order_placed 05'], 'about something');
select is(pg_temp.page('{"from": "2026-11-05T08:00:00Z", "to": "2026-11-05T08:30:00Z"}'), array['order_placed 05'], 'from a time, included, to another, not');
select is(pg_temp.page('{"from": "2026-11-05T09:00:00Z"}'), array['prices_refreshed 05'], 'without an end');
select is(pg_temp.page('{"to": "2026-11-01T00:00:00Z"}'), array['order_placed 18'], 'without a beginning');
select is(pg_temp.page('{"name": "nothing"}'), null, 'which may be none');
select is((select count(*) from public.list_events('null')), 14::bigint, 'null is no filter');
select is(cardinality(pg_temp.page(site => null)), 14, 'of all domains of the own work');
select is(pg_temp.page(page_size => 1), array['prices_refreshed 05'], 'a page has a size');
select is(pg_temp.refused('{"name": ""}'), '22023 INVALID_INPUT', 'a name is a text');
select is(pg_temp.refused('{"object": 5}'), '22023 INVALID_INPUT', 'an object too');
select is(pg_temp.refused('{"actor_id": []}'), '22023 INVALID_INPUT', 'and an actor');
select is(pg_temp.refused('{"actor_kind": "robot"}'), '22023 INVALID_INPUT', 'of four kinds');
select is(pg_temp.refused('{"from": "today"}'), '22023 INVALID_INPUT', 'times have a zone');
select is(pg_temp.refused('{"to": "2026-11-01"}'), '22023 INVALID_INPUT', 'both of them');
select is(pg_temp.refused('{"include_test": 1}'), '22023 INVALID_INPUT', 'yes or no');
select is(pg_temp.refused('{"domain_ids": "x"}'), '22023 INVALID_INPUT', 'domains are a list');
select is(pg_temp.refused('{"domain_ids": ["x"]}'), '22023 INVALID_INPUT', 'of ids');
select is(pg_temp.refused('{"domain_ids": [null]}'), '22023 INVALID_INPUT', 'all of them');
select is(pg_temp.refused('{"source": "x"}'), '22023 INVALID_INPUT', 'what is no filter is named');
select is(pg_temp.refused('[]'), '22023 INVALID_INPUT', 'a filter is an object');
select is(tests.refusal('select public.list_events(page_size => 501)'), '22023 INVALID_INPUT', 'a page has at most 500 rows');
select is(tests.refusal('select public.list_events(after => ''x'')'), '22023 INVALID_INPUT', 'and begins at a cursor');
select is(tests.refusal('select pg_temp.page(site => ''toto.example'')'), '42501 PERMISSION_DENIED', 'a domain that is not ours is refused');
select tests.as('business@demo.example', 'aal2');
select is(tests.refusal('select public.list_events()'), '42501 PERMISSION_DENIED', 'business reads no log');
select tests.as('admin@admin.com');
select is((select array_agg(distinct cardinality(pg_temp.walk(n))) from unnest('{1,2,3,5,100}'::int []) as n), array[23], 'pages leave nothing out');
select is(pg_temp.walk(1), pg_temp.walk(100), 'and come in one order, twins too');
select results_eq(
  $$select schema_version, actor_kind, actor_id, object, properties, source, trace_id, is_test, has_clock_skew
  from public.list_events(jsonb_build_object('domain_ids', array[tests.domain('cooking.example')], 'object', 'orders/order-3'))$$,
  $$values (2, 'integration', 'desk', 'orders/order-3', '{"type": "limit", "amount_minor": 5000}'::jsonb, 'platform', null::text, false, false)$$,
  'with what is known of each'
);

select * from finish();
rollback;
