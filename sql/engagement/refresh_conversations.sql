-- requires: sql/engagement/visitor_event.sql sql/engagement/messages.sql
-- Taken from the transcript, not added up: a message that came twice counts once.
create or replace function private.refresh_conversations(batch private.visitor_event [])
returns void
language plpgsql
volatile
security invoker
set search_path = ''
set enable_hashjoin = off -- See ingest_visitor_events: look keys up, never read a whole table.
set enable_mergejoin = off
as $$
begin
  update public.conversations as talk set
    total_turns = transcript.turns,
    agent_turns = transcript.agent_turns,
    human_turns = transcript.human_turns,
    last_role = transcript.last_role,
    last_message_at = transcript.last_message_at,
    language = transcript.language
  from (
    select distinct event.domain_id, event.conversation_id
    from unnest(batch) as event
    where event.kind = 'message'
  ) as touched
  cross join lateral (
    select
      count(*) filter (where message.role = 'visitor') as turns,
      count(*) filter (where message.role = 'assistant') as agent_turns,
      count(*) filter (where message.role = 'human') as human_turns,
      (array_agg(message.role order by message.seq desc))[1] as last_role,
      max(message.occurred_at) as last_message_at,
      (array_agg(message.language order by message.occurred_at desc, message.event_id desc)
        filter (where message.language is not null))[1] as language
    from public.messages as message
    where
      message.domain_id = touched.domain_id
      and message.conversation_id = touched.conversation_id
  ) as transcript
  where talk.domain_id = touched.domain_id and talk.id = touched.conversation_id;
end;
$$;

comment on function private.refresh_conversations(private.visitor_event []) is
'Brings turns, time and writer of the last message and language of the batch''s conversations up to date.';

revoke all on function private.refresh_conversations(private.visitor_event []) from public;
