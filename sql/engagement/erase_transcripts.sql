-- requires: sql/engagement/messages.sql sql/engagement/conversation_scores.sql
create or replace function private.erase_transcripts(domain_id uuid, visitor_ids uuid [])
returns bigint
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  talk_ids constant uuid [] := array(
    select talk.id
    from public.conversations as talk
    where talk.domain_id = erase_transcripts.domain_id and talk.visitor_id = any(visitor_ids)
  );
begin
  update public.messages as message
  set content = '[erased]', meta = '{}', event_id = message.id
  where message.domain_id = erase_transcripts.domain_id and message.conversation_id = any(talk_ids);
  delete from public.conversation_keywords as known
  where known.domain_id = erase_transcripts.domain_id and known.conversation_id = any(talk_ids);
  -- A judge may quote.
  update public.conversation_scores as judged
  set reason = null, dimensions = (
    select coalesce(jsonb_object_agg(part.key, part.value), '{}')
    from jsonb_each(judged.dimensions) as part
    where part.key ~ '^[a-z_]{1,40}$'
  )
  where judged.domain_id = erase_transcripts.domain_id and judged.conversation_id = any(talk_ids);
  update public.conversations as talk
  set first_event_id = talk.id, status_event_id = null, updated_at = now()
  where talk.domain_id = erase_transcripts.domain_id and talk.id = any(talk_ids);
  perform private.erase_tickets(erase_transcripts.domain_id, talk_ids);
  return cardinality(talk_ids);
end;
$$;

comment on function private.erase_transcripts(uuid, uuid []) is
'Takes the words out of these visitors'' conversations; times, turns, outcome, score and topics stay. How many conversations. Another area that copies a transcript erases its copy here too.';

revoke all on function private.erase_transcripts(uuid, uuid []) from public;
