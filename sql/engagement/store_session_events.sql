-- requires: sql/engagement/visitor_event.sql sql/engagement/session_events.sql
create or replace function private.store_session_events(batch private.visitor_event [])
returns private.visitor_event []
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  stored_domains uuid [];
  stored_ids uuid [];
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
  select array_agg(stored.domain_id), array_agg(stored.id) into stored_domains, stored_ids
  from stored;
  -- Nearly every batch is new as a whole.
  if cardinality(stored_ids) = cardinality(batch) then
    return batch;
  end if;
  return array(
    select event
    from unnest(batch) as event
    inner join unnest(stored_domains, stored_ids) as stored (domain_id, id)
      on event.domain_id = stored.domain_id and event.id = stored.id
  );
end;
$$;

comment on function private.store_session_events(private.visitor_event []) is
'Stores the events and returns those that were not there before. Only these may change anything else.';

revoke all on function private.store_session_events(private.visitor_event []) from public;
