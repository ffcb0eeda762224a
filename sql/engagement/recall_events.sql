-- requires: sql/engagement/visitor_event.sql sql/engagement/messages.sql
-- requires: sql/engagement/visitor_enrichments.sql sql/engagement/visitor_emails.sql
-- A text that a later event corrected is gone, and comes back empty: the correction is later, so it is
-- taken away only together with it, and wins again over it.
create or replace function private.recall_events(domain_id uuid, visitor_ids uuid [])
returns private.visitor_event []
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return array(
    select row(
      event.id, event.domain_id, event.visitor_id, event.session_id, event.conversation_id, event.kind,
      event.url,
      event.properties
      || case when given.email is null then '{}' else jsonb_build_object('email', given.email) end
      || case when event.kind = 'message'
        then jsonb_build_object('content', coalesce(said.content, '')) else '{}' end
      || case when enriched.id is null then '{}'
        else jsonb_build_object('company', enriched.company, 'data', enriched.data) end,
      event.environment, event.deployment_target, coalesce(event.agent_key, talk.agent_key, 'web'),
      event.environment <> 'production' or event.deployment_target <> 'widget',
      event.occurred_at, event.received_at, event.has_clock_skew
    )::private.visitor_event
    from public.session_events as event
    left join private.visitor_emails as given
      on event.domain_id = given.domain_id and event.id = given.event_id
    left join public.visitor_enrichments as enriched
      on event.domain_id = enriched.domain_id and event.id = enriched.id
    left join public.conversations as talk
      on event.domain_id = talk.domain_id and event.conversation_id = talk.id
    left join public.messages as said
      on event.domain_id = said.domain_id and event.conversation_id = said.conversation_id
      and event.id = said.event_id
    where event.domain_id = recall_events.domain_id and event.visitor_id = any(visitor_ids)
  );
end;
$$;

comment on function private.recall_events(uuid, uuid []) is
'The events of these visitors as they came, put together from where their parts are kept.';

revoke all on function private.recall_events(uuid, uuid []) from public;
