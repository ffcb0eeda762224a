-- People of the back office tell of their own doings, where they work, and of nobody else's.
-- row: C31
begin;
select plan(19);

create function pg_temp.told(number integer, site text default 'cooking.example', over jsonb default '{}') returns jsonb language sql as $$
  select jsonb_build_object(
    'id', md5('told' || told.number)::uuid, 'site_domain', told.site, 'name', 'report_opened', 'properties', '{"report": "fees"}'::jsonb,
    'occurred_at', '2026-11-20T10:00:00Z'
  ) || told.over
$$;
create function pg_temp.fault(events jsonb) returns text language plpgsql as $$
declare
  told text;
begin
  perform public.record_events(fault.events);
  return null;
exception when others then
  get stacked diagnostics told = message_text;
  return told;
end;
$$;
grant execute on all functions in schema pg_temp to public;

select tests.as('business@demo.example');
select is(
  public.record_events(jsonb_build_array(pg_temp.told(1, over => '{"actor_kind": "user", "actor_id": "user-1001", "source": "shop"}'))) - 'faults',
  '{"received": 1, "stored": 1, "duplicates": 0, "quarantined": 0, "clock_skewed": 0}', 'business tells of something'
);
select tests.back();
select results_eq(
  $$select actor_kind, actor_id, source, properties from public.event_log where name = 'report_opened'$$,
  $$select 'bo_user', tests.person('business@demo.example')::text, 'back-office', '{"report": "fees"}'::jsonb$$,
  'which is its own doing, whatever it says'
);
select tests.as('business@demo.example');
select is(public.record_events(jsonb_build_array(pg_temp.told(1))) ->> 'duplicates', '1', 'once');
select is(public.record_events('[]') ->> 'received', '0', 'or of nothing');
select is(
  pg_temp.fault(jsonb_build_array(pg_temp.told(2), pg_temp.told(3, over => '{"name": "order_placed"}'))),
  'events[1].actor_kind: does not do this, by the catalogue; nothing of this batch was stored', 'what it may not tell refuses the batch'
);
select is(
  pg_temp.fault(jsonb_build_array(pg_temp.told(2, 'toto.example'))),
  'events[0].site_domain: is no known site; nothing of this batch was stored', 'a domain of others gets the answer'
);
select is(
  pg_temp.fault(jsonb_build_array(pg_temp.told(2, 'toto.example', '{"id": "x", "name": "order_placed"}'))),
  'events[0].site_domain: is no known site; nothing of this batch was stored', 'whatever else is wrong'
);
select is(
  pg_temp.fault(jsonb_build_array(pg_temp.told(2, 'unknown.example'))),
  'events[0].site_domain: is no known site; nothing of this batch was stored', 'of one that is not there'
);
select is(
  pg_temp.fault('["x"]'), 'events[0].site_domain: is no known site; nothing of this batch was stored', 'what is no event names no site'
);
select is(tests.refusal('select public.record_events(''{}'')'), '22023 INVALID_INPUT', 'a batch is an array');
select is(
  tests.refusal($$select public.record_events((select jsonb_agg('{}'::jsonb) from generate_series(1, 1001)))$$), '22023 BATCH_TOO_LARGE', 'of 1000'
);
select tests.as('user@user.com');
select is(
  pg_temp.fault(jsonb_build_array(pg_temp.told(2))),
  'events[0].site_domain: is no known site; nothing of this batch was stored', 'a client user works elsewhere'
);
select tests.as('admin@admin.com');
select is(public.record_events(jsonb_build_array(pg_temp.told(4))) ->> 'stored', '1', 'admin works there');
select tests.back();
select is((select count(*) from public.event_log as e where e.name = 'report_opened'), 2::bigint, 'the log has what was taken');
select is((select count(*) from public.event_quarantine), 2::bigint, 'and people fill no quarantine');
delete from public.memberships where person_id = tests.person('user@user.com');
select tests.as('user@user.com');
select is(tests.refusal('select public.record_events(''[]'')'), '42501 PERMISSION_DENIED', 'who works nowhere is refused');
select tests.as_anon();
select is(tests.refusal('select public.record_events(''[]'')'), '42501', 'so is anon');
select tests.as_service();
select is(tests.refusal('select public.record_events(''[]'')'), '42501', 'and the worker, who is nobody');
select tests.back();
select is(
  (select string_agg(l.actor_role || ' ' || (l.after ->> 'events'), ', ' order by l.id) from public.audit_log as l where l.resource = 'event_log' and l.actor_person_id is not null),
  'business 1, admin 1', 'the audit log tells who'
);

select * from finish();
rollback;
