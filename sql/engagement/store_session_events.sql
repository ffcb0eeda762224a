-- requires: sql/engagement/visitor_event.sql sql/engagement/session_events.sql
create or replace function private.store_session_events(batch private.visitor_event [])
returns private.visitor_event []
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  fresh private.visitor_event [];
begin
  with stored as (
    insert into public.session_events (
      domain_id, id, visitor_id, session_id, conversation_id, kind, url, properties, environment,
      deployment_target, occurred_at, received_at, has_clock_skew, agent_key
    )
    select
      event.domain_id, event.id, event.visitor_id, event.session_id, event.conversation_id,
      event.kind, event.url, event.properties - '{content,email,company,data}'::text [],
      event.environment, event.deployment_target, event.occurred_at, event.received_at,
      event.has_clock_skew, event.agent_key
    from unnest(batch) as event
    order by event.domain_id, event.id
    on conflict (domain_id, id) do nothing
    returning session_events.domain_id, session_events.id
  )
  select array_agg(event) into fresh
  from unnest(batch) as event
  inner join stored on event.domain_id = stored.domain_id and event.id = stored.id;
  return coalesce(fresh, '{}');
end;
$$;

comment on function private.store_session_events(private.visitor_event []) is
'Stores the events and returns those that were not there before. Only these may change anything else.';

revoke all on function private.store_session_events(private.visitor_event []) from public;
