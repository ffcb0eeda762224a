-- What was set aside is tried again, after the catalogue was mended or with changes.
-- row: C31
begin;
select plan(32);

create function pg_temp.aside(name text) returns uuid [] language sql stable security definer as $$
  select array_agg(q.id) from public.event_quarantine as q where q.name = aside.name
$$;
create function pg_temp.again(name text, changes text default '{}', site text default 'cooking.example') returns jsonb language sql as $$
  select public.reingest_events(tests.domain(again.site), pg_temp.aside(again.name), again.changes::jsonb)
$$;
create function pg_temp.refused(name text, changes text default '{}', site text default 'cooking.example') returns text language sql as $$
  select tests.refusal(format('select pg_temp.again(%L, %L, %L)', name, changes, site))
$$;
grant execute on all functions in schema pg_temp to public;
update public.event_quarantine set received_at = '2026-11-07T00:00:00Z';
-- One that names no site, one that came ahead of its time, and what is not even an object.
select public.ingest_events(jsonb_build_array(
  jsonb_build_object('id', gen_random_uuid(), 'site_domain', 'cookin.example', 'name', 'page_pinged', 'actor_kind', 'user', 'actor_id', 'user-1', 'occurred_at', '2026-11-06T10:00:00Z'),
  jsonb_build_object('id', gen_random_uuid(), 'site_domain', 'cooking.example', 'name', 'early', 'actor_kind', 'user', 'actor_id', 'user-1', 'occurred_at', '2026-11-09T10:00:00Z'),
  '"early"'
));
update public.event_quarantine set received_at = '2026-11-08T00:00:00Z' where name = 'early';

select tests.as('support@demo.example');
select is(
  tests.refusal('select public.reingest_events(tests.domain(''cooking.example''), array[gen_random_uuid()])'),
  '42501 PERMISSION_DENIED', 'who only reads the log tries none'
);
select tests.as('admin@admin.com');
select is(pg_temp.again('order_shared') ->> 'quarantined', '1', 'what is still unknown');
select is((select q.reason from public.event_quarantine as q where q.name = 'order_shared'), 'name: is not in the catalogue, in this version', 'stays');
select is((select q.received_at from public.event_quarantine as q where q.name = 'order_shared'), '2026-11-07T00:00:00Z', 'with the time when it came');
select public.create_event_type(tests.domain('cooking.example'), 'order_shared', 'Shared', '{}', '{user}');
select is(pg_temp.again('order_shared') - 'faults', '{"received": 1, "stored": 1, "duplicates": 0, "quarantined": 0, "clock_skewed": 0}', 'once the catalogue knows it');
select results_eq(
  $$select actor_id, object, occurred_at, received_at from public.event_log where name = 'order_shared'$$,
  $$values ('user-1001', 'orders/order-1', timestamptz '2026-11-02T10:05:00Z', timestamptz '2026-11-07T00:00:00Z')$$, 'it is logged as it came'
);
select is(pg_temp.aside('order_shared'), null, 'and leaves the quarantine');
select is(pg_temp.again('order_placed', '{"properties": {"amount_minor": 0}}') ->> 'quarantined', '1', 'a change that mends nothing');
select is(
  (select string_agg(q.reason, ', ') from public.event_quarantine as q where q.name = 'order_placed'),
  'properties/amount_minor: must be at least 1', 'is the event that is kept, with the new reason'
);
select is(pg_temp.again('order_placed', '{"properties": {"amount_minor": 5}}') ->> 'stored', '1', 'one that does');
select is((select e.actor_id from public.event_log as e where e.properties = '{"amount_minor": 5}'), 'user-1003', 'is logged as the sender''s');
select is(pg_temp.again('early', '{"name": "page_pinged"}') ->> 'clock_skewed', '1', 'a time is held against that of receipt');
select is((select max(e.occurred_at) from public.event_log as e where e.name = 'page_pinged'), '2026-11-08T00:00:00Z', 'not against now');
select is(
  pg_temp.refused('page_pinged', '{"site_domain": "unknown.example"}'), '22023 INVALID_INPUT', 'a site that is not there'
);
select is(pg_temp.refused('page_pinged'), 'P0002 NOT_FOUND', 'what is of no site is in no domain');
select is(
  public.reingest_events(null, pg_temp.aside('page_pinged'), '{"site_domain": "cooking.example"}') ->> 'stored', '1', 'but is given a site'
);
select is((select count(*) from public.event_log as e where e.name = 'page_pinged' and e.domain_id = tests.domain('cooking.example')), 3::bigint, 'and logged there');
select is(pg_temp.refused('nothing'), '22023 INVALID_INPUT', 'which ones is said');
select is(tests.refusal('select public.reingest_events(tests.domain(''cooking.example''), ''{}'')'), '22023 INVALID_INPUT', 'and of one at least');
select is(
  tests.refusal('select public.reingest_events(tests.domain(''cooking.example''), array(select gen_random_uuid() from generate_series(1, 501)))'),
  '22023 INVALID_INPUT', 'of 500 at most'
);
select is(tests.refusal('select public.reingest_events(tests.domain(''cooking.example''), array[gen_random_uuid()])'), 'P0002 NOT_FOUND', 'that are there');
select is(
  tests.refusal('select public.reingest_events(tests.domain(''cooking.example''), array[gen_random_uuid()], ''{"actor_id": "user-1"}'')'),
  '22023 INVALID_INPUT', 'who did it is not changed'
);
select is(
  tests.refusal('select public.reingest_events(tests.domain(''cooking.example''), array[gen_random_uuid()], ''[]'')'), '22023 INVALID_INPUT', 'changes are an object'
);
select is(
  (select l.after - '{received,duplicates,clock_skewed}'::text [] from public.audit_log as l where l.action = 'reingest' order by l.id desc limit 1),
  '{"stored": 1, "quarantined": 0, "changed": ["site_domain"]}', 'the audit log says what was changed'
);
-- Somebody who manages the log of one domain.
select tests.back();
insert into public.event_quarantine (domain_id, id, event, name, reason)
select d.id, gen_random_uuid(), '"late"', 'late', 'x' from (values (tests.domain('toto.example')), (tests.domain('cooking.example')), (null)) as v (id)
cross join lateral (select coalesce(v.id, '00000000-0000-0000-0000-000000000000')) as d (id);
insert into public.person_permissions (person_id, resource, action, effect, domain_id, reason)
values (tests.person('support@demo.example'), 'events', 'manage', 'allow', tests.domain('cooking.example'), 'on leave');
select tests.as('support@demo.example');
select is(pg_temp.refused('late', '{"site_domain": "toto.example"}'), '22023 INVALID_INPUT', 'gives nothing to another');
select is(pg_temp.again('late') ->> 'received', '1', 'tries what is of the own domain alone');
select is(
  (select count(*) from public.event_quarantine as q where q.domain_id = tests.domain('cooking.example') and q.name = 'late'), 0::bigint, 'which is of no site, and goes there'
);
select is(pg_temp.refused('late', site => 'toto.example'), '42501 PERMISSION_DENIED', 'not of others');
select is(
  tests.refusal('select public.reingest_events(null, pg_temp.aside(''late''))'), '42501 PERMISSION_DENIED', 'nor what is of no site'
);
select tests.as('business@demo.example', 'aal2');
select is(pg_temp.refused('late'), '42501 PERMISSION_DENIED', 'business tries none');
select tests.as_anon();
select is(pg_temp.refused('late'), '42501', 'anon may not ask');
select tests.back();
select is((select count(*) from public.event_quarantine as q where q.name = 'late'), 2::bigint, 'those of others are where they were');

select * from finish();
rollback;
