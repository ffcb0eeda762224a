-- requires: sql/analytics/counted_conversations.sql sql/analytics/outcome_events.sql
create or replace view private.conversions
with (security_invoker = on) as
select
  talk.domain_id,
  talk.id as conversation_id,
  talk.person_id,
  talk.started_at,
  case when talk.demo_booked then 'demo_booked'::public.visitor_event_kind else 'email_captured' end as kind,
  talk.started_at as converted_at
from private.counted_conversations as talk
where talk.demo_booked or talk.email_captured
union all
select
  talk.domain_id,
  talk.id as conversation_id,
  talk.person_id,
  talk.started_at,
  outcome.kind,
  outcome.occurred_at as converted_at
from private.counted_conversations as talk
cross join lateral (
  select
    event.kind,
    event.occurred_at
  from private.outcome_events as event
  where
    event.domain_id = talk.domain_id
    and event.person_id = talk.person_id
    and event.occurred_at >= talk.started_at
    and event.occurred_at < talk.started_at + interval '7 days'
  order by event.person_id
  offset 0
) as outcome;

comment on view private.conversions is
'The fact "a conversation led to something": a demo or an address in it, or a form, an address or a demo of the same person within 7 days. A row a reason; it counts where the conversation began.';

revoke all on private.conversions from public, anon, authenticated, service_role;
