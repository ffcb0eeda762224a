-- What is read of a day: each person at each moment, with the sets that it is in then, of one domain. There somebody did the same at the same times.
-- row: R01 R02 R26
begin;
select plan(4);

create temporary table sites as select tests.domain('toto.example') as here, tests.domain('abtasty.com') as there;
create temporary table visits as
select d.id as domain_id, d.who, md5('day ' || d.who)::uuid as visitor_id, md5('day ' || d.who || v.at)::uuid as id, v.kind, v.at, v.demo, v.captured
from sites as s cross join lateral (values (s.here, 'ann'), (s.there, 'bob')) as d (id, who)
cross join (values
  ('widget_shown', timestamptz '2026-03-02 09:00Z', null, null), ('demo_booked', '2026-03-02 10:00Z', null, null), ('talk', '2026-03-02 11:00Z', false, true),
  ('talk', '2026-03-03 12:00Z', true, false), ('widget_shown', '2026-03-03 12:30Z', null, null), ('widget_shown', '2026-03-04 00:00Z', null, null)
) as v (kind, at, demo, captured);
insert into public.visitors (domain_id, id, first_seen_at, last_seen_at, is_test)
select v.domain_id, v.visitor_id, min(v.at), max(v.at), false from visits as v group by v.domain_id, v.visitor_id;
insert into public.visitor_sessions (domain_id, id, visitor_id, first_event_at, first_event_id, last_activity_at, is_test)
select v.domain_id, v.visitor_id, v.visitor_id, min(v.at), v.visitor_id, max(v.at), false from visits as v group by v.domain_id, v.visitor_id;
insert into public.session_events (
  domain_id, id, visitor_id, session_id, kind, environment, deployment_target, occurred_at, received_at, has_clock_skew, properties
)
select v.domain_id, v.id, v.visitor_id, v.visitor_id, v.kind::public.visitor_event_kind, 'production', 'widget', v.at, v.at, false,
  case v.kind when 'widget_shown' then '{"visible_ms": 10001}' else '{}' end::jsonb
from visits as v where v.kind <> 'talk';
-- The first is resolved; the second will be, if nothing more is said.
insert into public.conversations (
  domain_id, id, visitor_id, session_id, environment, deployment_target, started_at, first_event_id, demo_booked, email_captured, agent_turns, last_role, last_message_at
)
select v.domain_id, v.id, v.visitor_id, v.visitor_id, 'production', 'widget', v.at, v.id, v.demo, v.captured, 1, 'assistant',
  case when v.captured then '2026-03-02 11:05Z' else now() - interval '1 hour' end
from visits as v where v.kind = 'talk';
create temporary table facts as
select f.* from sites as s cross join lateral unnest(private.read_day_facts(s.here, '{2026-03-02,2026-03-03}')) with ordinality as f;

select results_eq(
  $$select coalesce(v.who, f.person_id::text), f.happened_at, f.flags & 255 from facts as f
    left join (select distinct u.who, u.visitor_id from visits as u) as v on f.person_id = v.visitor_id where f.flags & 255 > 0 order by f.ordinality$$,
  $$values ('ann', timestamptz '2026-03-02 09:00Z', 1 + 64 + 128), ('ann', '2026-03-02 11:00Z', 2 + 4 + 16 + 64 + 128),
    ('ann', '2026-03-03 12:00Z', 2 + 4 + 8 + 16 + 32 + 64 + 128), ('ann', '2026-03-03 12:30Z', 1 + 64)$$, 'each moment of a day once, with the sets that the person is in'
);
select results_eq(
  'select f.conversations::integer, f.involved::integer, f.resolved::integer, f.ripe_at from facts as f where f.conversations > 0 order by f.ordinality',
  $$values (1, 1, 1, null::timestamptz), (1, 1, 0, now() + interval '23 hours')$$, 'what is resolved, and else when it will be'
);

-- Ann says something, and so does Bob.
insert into public.session_events (
  domain_id, id, visitor_id, session_id, kind, environment, deployment_target, occurred_at, received_at, has_clock_skew, properties
)
select v.domain_id, md5('said ' || v.who || t.at)::uuid, v.visitor_id, v.visitor_id, 'message', 'production', 'widget', t.at, t.at, false, '{"role": "visitor"}'
from (select distinct u.domain_id, u.who, u.visitor_id from visits as u) as v
cross join (values (timestamptz '2026-03-05 08:00Z'), ('2026-03-05 09:00Z'), ('2026-03-05 10:00Z')) as t (at);
select results_eq(
  $$select v.who, m.happened_at from sites as s cross join lateral private.active_moments(s.here, '2026-03-05Z', '2026-03-06Z') as m
    left join (select distinct u.who, u.visitor_id from visits as u) as v on m.person_id = v.visitor_id order by 2$$,
  $$values ('ann', timestamptz '2026-03-05 08:00Z'), ('ann', '2026-03-05 10:00Z')$$, 'who is active is so at the first and the last moment of a day'
);
select results_eq(
  $$select f.happened_at, f.flags::integer from sites as s cross join lateral unnest(private.read_day_facts(s.here, '{2026-03-05}')) as f$$,
  $$values (timestamptz '2026-03-05 08:00Z', 256), ('2026-03-05 10:00Z', 256)$$, 'which are facts of that day'
);

select * from finish();
rollback;
