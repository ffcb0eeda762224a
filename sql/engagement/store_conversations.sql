-- requires: sql/engagement/told_conversations.sql sql/engagement/conversations.sql
-- A new conversation has no messages but those of the batch, so it comes with what follows from them: to
-- write it again at once would be twice the rows, and all its foreign keys looked up anew.
create or replace function private.store_conversations(batch private.visitor_event [])
returns private.visitor_event []
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  continued private.visitor_event [];
begin
  with written as (
    insert into public.conversations as talk (
      domain_id, id, visitor_id, session_id, agent_key, environment, deployment_target, started_at,
      first_event_id, email_captured, demo_proposed, cta_clicked, demo_booked, total_turns,
      agent_turns, human_turns, last_role, last_message_at, language
    )
    select told.* from private.told_conversations(batch) as told
    order by told.domain_id, told.id
    on conflict (domain_id, id) do update set
      (visitor_id, session_id, agent_key, environment, deployment_target, started_at, first_event_id)
      = (
        select version.*
        from (
          values
          (excluded.visitor_id, excluded.session_id, excluded.agent_key, excluded.environment,
            excluded.deployment_target, excluded.started_at, excluded.first_event_id),
          (talk.visitor_id, talk.session_id, talk.agent_key, talk.environment,
            talk.deployment_target, talk.started_at, talk.first_event_id)
        ) as version (visitor_id, session_id, agent_key, environment, target, started_at, event_id)
        order by version.started_at, version.event_id
        limit 1
      ),
      email_captured = talk.email_captured or excluded.email_captured,
      demo_proposed = talk.demo_proposed or excluded.demo_proposed,
      cta_clicked = talk.cta_clicked or excluded.cta_clicked,
      demo_booked = talk.demo_booked or excluded.demo_booked,
      updated_at = now()
    -- Postgres marks a row that it had to lock first, for it was there; one that is new has no mark.
    returning talk.domain_id, talk.id, talk.xmax <> 0 as was_there
  )
  select array_agg(event) into continued
  from unnest(batch) as event
  inner join written on event.domain_id = written.domain_id and event.conversation_id = written.id
  where written.was_there;
  return coalesce(continued, '{}');
end;
$$;

comment on function private.store_conversations(private.visitor_event []) is
'Creates the conversations of the batch, or adds what it tells of them. Returns the events of those that were there before: their transcripts hold more than the batch.';

revoke all on function private.store_conversations(private.visitor_event []) from public;
