-- requires: sql/engagement/told_messages.sql
create or replace function private.told_transcripts(batch private.visitor_event [])
returns table (
  domain_id uuid,
  conversation_id uuid,
  turns integer,
  agent_turns integer,
  human_turns integer,
  last_role text,
  last_message_at timestamptz,
  language text
)
language plpgsql
stable
security invoker
rows 50
set search_path = ''
as $$
begin
  return query
  select
    told.domain_id,
    told.conversation_id,
    (count(*) filter (where told.role = 'visitor'))::integer,
    (count(*) filter (where told.role = 'assistant'))::integer,
    (count(*) filter (where told.role = 'human'))::integer,
    (array_agg(told.role order by told.seq desc))[1],
    max(told.occurred_at),
    (array_agg(told.language order by told.occurred_at desc, told.event_id desc)
      filter (where told.language is not null))[1]
  from private.told_messages(batch) as told
  group by told.domain_id, told.conversation_id;
end;
$$;

comment on function private.told_transcripts(private.visitor_event []) is
'What follows from the messages of a batch for each conversation that has no others, as private.refresh_conversations finds it.';

revoke all on function private.told_transcripts(private.visitor_event []) from public;
