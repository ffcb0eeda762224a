-- requires: sql/analytics/real_visitors.sql sql/engagement/session_events.sql sql/analytics/active_kinds.sql
-- requires: sql/events/counted_events.sql sql/analytics/user_person_id.sql
create or replace view private.active_events
with (security_invoker = on) as
select
  event.domain_id,
  person.person_id,
  event.occurred_at
from private.active_kinds as active
inner join public.session_events as event on active.kind = event.kind
cross join lateral (
  select real.person_id from private.real_visitors as real
  where real.domain_id = event.domain_id and real.visitor_id = event.visitor_id
  order by real.visitor_id
  limit 1
) as person
where
  (active.role is null or event.properties ->> 'role' = active.role)
  and event.environment = 'production'
  and event.deployment_target = 'widget'
union all
select
  told.domain_id,
  private.user_person_id(told.actor_id) as person_id,
  told.occurred_at
from private.counted_events as told
where told.actor_kind = 'user';

comment on view private.active_events is
'The fact "was active": an event of active_kinds, in production, by a real person, or one of the log that counts, by a user of the platform. Metrics read it and no other.';

revoke all on private.active_events from public, anon, authenticated, service_role;
