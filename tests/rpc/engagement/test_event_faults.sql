-- What is wrong with an event is told of each field, and nothing of one that is right; times are those that were told.
-- row: R27
begin;
select plan(15);

create function pg_temp.event(more jsonb) returns jsonb language sql as $$
  select '{
    "id": "00000000-0000-4000-8000-000000000001", "site_domain": "here.example", "visitor_id": "00000000-0000-4000-8000-000000000002",
    "session_id": "00000000-0000-4000-8000-000000000003", "kind": "page_view", "occurred_at": "2026-01-01T10:00:00Z", "received_at": "2026-01-01T10:00:01.500Z"
  }'::jsonb || more
$$;
create function pg_temp.sites() returns jsonb language sql as $$ select '{"here.example": "00000000-0000-4000-8000-000000000009"}'::jsonb $$;
create function pg_temp.faults(is_backfill boolean, variadic events jsonb []) returns text language sql as $$
  select string_agg(f.place || ' ' || f.fault, ' / ' order by f.place)
  from private.envelope_faults((select jsonb_agg(pg_temp.event(e.event) order by e.place) from unnest(events) with ordinality as e (event, place)), pg_temp.sites(), is_backfill) as f
$$;
select is(pg_temp.faults(false, '{}', '{"occurred_at": "2026-01-01T11:00:00+01:00"}', '{"url": "https://here.example/"}', '{"url": null}'), null, 'nothing is wrong with what is right');
select is(pg_temp.faults(false, '{}', '{"occurred_at": "2025-12-25T10:00:00Z"}'), '2 occurred_at: is over 7 days late; send it as a backfill', 'what is late is refused');
select is(pg_temp.faults(true, '{}', '{"occurred_at": "2025-12-25T10:00:00Z"}'), null, 'but not as a backfill');
select is(pg_temp.faults(true, '{"occurred_at": "2026-01-01T10:00:00"}', '{"received_at": "2026-01-01T10:00:00"}', '{"url": 5}', jsonb_build_object('url', repeat('x', 2049)), jsonb_build_object('url', repeat('x', 2048))),
  '1 occurred_at: must be a time with a zone, such as 2026-03-29T09:30:00Z / 2 received_at: must be a time with a zone, such as 2026-03-29T09:30:00Z / 3 url: must be a text of at most 2048 characters / 4 url: must be a text of at most 2048 characters',
  'times have a zone, a url is a text that is not too long');

select is(pg_temp.faults(true, '{"occurred_at": "2026-01-01T 9:00:00Z"}', '{"received_at": "2026-01-01T 9:00:00.000Z"}', '{"received_at": "2026-01-01T10:00:00.5Z"}', '{"received_at": "2026-01-01T10:00:01.999Z"}'),
  '1 occurred_at: must be a time with a zone, such as 2026-03-29T09:30:00Z / 2 received_at: must be a time with a zone, such as 2026-03-29T09:30:00Z',
  'in digits, though Postgres reads a blank as well');

create function pg_temp.told(kind text, variadic properties jsonb []) returns text language sql as $$
  with batch as (
    select jsonb_agg(pg_temp.event(jsonb_build_object('kind', kind, 'conversation_id', md5('x'), 'properties', p.given)) order by p.place) as events
    from unnest(properties) with ordinality as p (given, place)
  )
  select string_agg(f.place || ' ' || f.fault, ' / ' order by f.place)
  from batch cross join lateral (select m.* from private.message_faults(batch.events) as m union all select p.* from private.payload_faults(batch.events) as p) as f
$$;
select is(pg_temp.told('message', '{"seq": 0, "role": "visitor", "content": "x"}', '{"seq": 0, "role": "visitor", "content": 5}', '{"seq": 0, "role": "visitor", "content": ""}'),
  '2 properties.content: must be a text of 1 to 32000 characters / 3 properties.content: must be a text of 1 to 32000 characters', 'a message is a text, and not empty');
select is(pg_temp.told('widget_shown', '{"visible_ms": 5}', '{"visible_ms": -5}', '{}'), '2 properties.visible_ms: must be a whole number of milliseconds', 'how long the widget was seen is a number');
select is(pg_temp.told('conversation_status', '{"status": "closed"}', '{"status": "lost"}'), '2 properties.status: must be open, closed or handed_over', 'a status is one of three');
select is(
  private.classification_fault(jsonb_build_object('domain_id', md5('x'), 'conversation_id', md5('x'), 'classified_at', '2026-01-01T10:00:00Z')),
  'topics: must be an array of at most 20 topics', 'a classification without topics is none'
);
select is((private.parse_visitor_events(jsonb_build_array(pg_temp.event('{}')), pg_temp.sites()))[1].occurred_at, timestamptz '2026-01-01T10:00:00Z', 'what came after it happened keeps its time');
select is((private.parse_visitor_events(jsonb_build_array(pg_temp.event('{"occurred_at": "2026-01-01T10:06:00Z"}')), pg_temp.sites()))[1].occurred_at, timestamptz '2026-01-01T10:00:01.5Z', 'what is ahead of it is set back');
select throws_ok($$select private.read_visitor_events(jsonb_build_array(pg_temp.event('{}')), '{"here.example": "no uuid"}', true)$$, '22P02', null, 'a fault that no event has is told as it is');

create function pg_temp.cursor(told text) returns text language sql as $$
  select tests.refusal(format('select private.read_cursor(''list'', %L)', encode(convert_to(told, 'utf8'), 'hex')))
$$;
select is(pg_temp.cursor('list|00000000-0000-4000-8000-000000000001|00000000-0000-4000-8000-000000000002|x'), null, 'a cursor is read');
select is(
  array[
    pg_temp.cursor('list|' || repeat('-', 36) || '|00000000-0000-4000-8000-000000000002|x'), pg_temp.cursor('list|00000000-0000-4000-8000-000000000001|' || repeat('-', 36) || '|x'),
    pg_temp.cursor('other|00000000-0000-4000-8000-000000000001|00000000-0000-4000-8000-000000000002|x')
  ], array_fill('22023 INVALID_INPUT'::text, array[3]), 'not one without ids, nor that of another list'
);
select is(tests.refusal('select private.read_cursor(''list'', ''ff'')'), '22023 INVALID_INPUT', 'nor what is no text');

select * from finish();
rollback;
