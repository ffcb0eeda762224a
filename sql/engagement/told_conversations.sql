-- requires: sql/engagement/told_transcripts.sql
create or replace function private.told_conversations(batch private.visitor_event [])
returns table (
  domain_id uuid, id uuid, visitor_id uuid, session_id uuid, agent_key text, environment text,
  deployment_target text, started_at timestamptz, first_event_id uuid, email_captured boolean,
  demo_proposed boolean, cta_clicked boolean, demo_booked boolean, total_turns integer,
  agent_turns integer, human_turns integer, last_role text, last_message_at timestamptz, language text
)
language plpgsql
stable
security invoker
rows 50
set search_path = ''
as $$
begin
  return query
  select told.*,
    coalesce(transcript.turns, 0), coalesce(transcript.agent_turns, 0), coalesce(transcript.human_turns, 0),
    transcript.last_role, transcript.last_message_at, transcript.language
  from (
    select distinct on (event.domain_id, event.conversation_id)
      event.domain_id, event.conversation_id, event.visitor_id, event.session_id, event.agent_key,
      event.environment, event.deployment_target, event.occurred_at, event.id,
      bool_or(event.kind = 'email_captured') over whole,
      bool_or(event.kind = 'demo_proposed') over whole,
      bool_or(event.kind = 'cta_clicked') over whole,
      bool_or(event.kind = 'demo_booked') over whole
    from unnest(batch) as event
    where event.conversation_id is not null
    window whole as (partition by event.domain_id, event.conversation_id)
    order by event.domain_id, event.conversation_id, event.occurred_at, event.id
  ) as told
  left join private.told_transcripts(batch) as transcript
    on told.domain_id = transcript.domain_id and told.conversation_id = transcript.conversation_id;
end;
$$;

comment on function private.told_conversations(private.visitor_event []) is
'What a batch tells of each conversation in it, in the columns of public.conversations: its first event, by time and then by event id, decides who, where and with which agent.';

revoke all on function private.told_conversations(private.visitor_event []) from public;
