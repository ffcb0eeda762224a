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

-- The foreign keys of the next million rows are checked by plans that would not know of these.
analyze public.visitors, public.visitor_sessions;
