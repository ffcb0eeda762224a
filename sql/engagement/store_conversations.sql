-- requires: sql/engagement/visitor_event.sql sql/engagement/conversations.sql
-- The conversation's first event, by time and then by event id, decides who, where and with which agent.
create or replace function private.store_conversations(batch private.visitor_event [])
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  insert into public.conversations as talk (
    domain_id, id, visitor_id, session_id, agent_key, environment, deployment_target, started_at,
    first_event_id, email_captured, demo_proposed, cta_clicked, demo_booked
  )
  select distinct on (event.domain_id, event.conversation_id)
    event.domain_id,
    event.conversation_id,
    event.visitor_id,
    event.session_id,
    event.agent_key,
    event.environment,
    event.deployment_target,
    event.occurred_at,
    event.id,
    bool_or(event.kind = 'email_captured') over whole,
    bool_or(event.kind = 'demo_proposed') over whole,
    bool_or(event.kind = 'cta_clicked') over whole,
    bool_or(event.kind = 'demo_booked') over whole
  from unnest(batch) as event
  where event.conversation_id is not null
  window whole as (partition by event.domain_id, event.conversation_id)
  order by event.domain_id, event.conversation_id, event.occurred_at, event.id
  on conflict (domain_id, id) do update set
    (visitor_id, session_id, agent_key, environment, deployment_target, started_at, first_event_id)
    = (
      select
        version.visitor_id, version.session_id, version.agent_key, version.environment,
        version.deployment_target, version.started_at, version.first_event_id
      from (
        values
        (excluded.visitor_id, excluded.session_id, excluded.agent_key, excluded.environment,
          excluded.deployment_target, excluded.started_at, excluded.first_event_id),
        (talk.visitor_id, talk.session_id, talk.agent_key, talk.environment,
          talk.deployment_target, talk.started_at, talk.first_event_id)
      ) as version (
        visitor_id, session_id, agent_key, environment, deployment_target, started_at,
        first_event_id
      )
      order by version.started_at, version.first_event_id
      limit 1
    ),
    email_captured = talk.email_captured or excluded.email_captured,
    demo_proposed = talk.demo_proposed or excluded.demo_proposed,
    cta_clicked = talk.cta_clicked or excluded.cta_clicked,
    demo_booked = talk.demo_booked or excluded.demo_booked,
    updated_at = now();
end;
$$;

comment on function private.store_conversations(private.visitor_event []) is
'Creates the conversations of the batch, or adds what it tells of them.';

revoke all on function private.store_conversations(private.visitor_event []) from public;
