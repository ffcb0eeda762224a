-- A visitor, with one session, for every ten conversations.
insert into public.visitors (domain_id, id, first_seen_at, last_seen_at, is_test, email)
select
  scale_sizes.domain_id,
  md5('scale/visitor/' || scale_sizes.place || '/' || number)::uuid,
  timestamptz '2025-11-20 00:00:00+00',
  timestamptz '2026-11-20 00:00:00+00' - (number::bigint * 7919 % 31536000) * interval '1 second',
  false,
  case number % 3 when 0 then 'visitor' || number || '@company' || number % 500 || '.example' end
from scale_sizes
cross join lateral generate_series(0, scale_sizes.conversations / 10) as number;

insert into public.visitor_sessions (
  domain_id, id, visitor_id, first_event_at, first_event_id, last_activity_at, is_test
)
select
  visitor.domain_id, visitor.id, visitor.id, visitor.first_seen_at, visitor.id,
  visitor.last_seen_at, false
from public.visitors as visitor
inner join scale_sizes on visitor.domain_id = scale_sizes.domain_id;

-- Everybody was shown the widget twice, mostly for long enough, and saw pages on six days from the one to weeks
-- later; a few booked without a word.
insert into public.session_events (
  domain_id, id, visitor_id, session_id, kind, properties, environment, deployment_target,
  occurred_at, received_at, has_clock_skew
)
select
  listed.domain_id, md5('scale/' || listed.kind || listed.nth || listed.id)::uuid, listed.id, listed.id,
  listed.kind::public.visitor_event_kind,
  case listed.kind when 'widget_shown' then jsonb_build_object('visible_ms', listed.number * 7919 % 60000) else '{}' end,
  'production', 'widget', listed.at, listed.at, false
from (
  select
    scale_sizes.domain_id,
    md5('scale/visitor/' || scale_sizes.place || '/' || number)::uuid as id,
    number,
    step.kind,
    step.nth,
    timestamptz '2026-11-20 00:00:00+00'
    - ((number::bigint * 86243 + scale_sizes.place * 7919 + step.seconds) % 31536000) * interval '1 second' as at
  from scale_sizes
  cross join lateral generate_series(0, scale_sizes.conversations / 10) as number
  cross join (
    values
    ('widget_shown', 0, 0), ('widget_shown', 1, 15768000), ('demo_booked', 1, 15768000), ('form_submitted', 0, 0),
    ('page_view', 0, 0), ('page_view', 1, 15768000), ('page_view', 2, 80000), ('page_view', 3, 700000),
    ('page_view', 4, 2900000), ('page_view', 5, 9000000)
  ) as step (kind, nth, seconds)
  where step.kind in ('widget_shown', 'page_view') or number % 20 = 3 + step.nth
) as listed;
