-- requires: sql/analytics/real_visitors.sql sql/engagement/session_events.sql
-- Two halves, so that the events of a person are found by an index: its own, and those of the visitors
-- that were merged into it. Colleagues are not sorted out here: nothing else of theirs is counted.
create or replace view private.outcome_events
with (security_invoker = on) as
select
  event.domain_id,
  event.id as event_id,
  event.visitor_id as person_id,
  event.kind,
  event.occurred_at
from public.session_events as event
cross join lateral (
  select from public.visitors as visitor
  where
    visitor.domain_id = event.domain_id and visitor.id = event.visitor_id
    and visitor.merged_into_id is null
  order by visitor.id
  limit 1
) as itself
where
  event.kind in ('form_submitted', 'email_captured', 'demo_booked')
  and event.environment = 'production'
  and event.deployment_target = 'widget'
union all
select
  visitor.domain_id,
  event.id as event_id,
  visitor.merged_into_id as person_id,
  event.kind,
  event.occurred_at
from public.visitors as visitor
inner join public.session_events as event
  on visitor.domain_id = event.domain_id and visitor.id = event.visitor_id
where
  visitor.merged_into_id is not null
  and event.kind in ('form_submitted', 'email_captured', 'demo_booked')
  and event.environment = 'production'
  and event.deployment_target = 'widget';

comment on view private.outcome_events is
'Forms sent, addresses given and demos booked by persons in production, in a conversation or on the website around it.';

revoke all on private.outcome_events from public, anon, authenticated, service_role;
