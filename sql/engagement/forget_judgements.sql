-- requires: sql/engagement/conversation_scores.sql sql/engagement/conversation_topics.sql
-- requires: sql/engagement/conversation_keywords.sql
create or replace function private.forget_judgements(domain_id uuid, conversation_ids uuid [])
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  delete from public.conversation_keywords as known
  where known.domain_id = forget_judgements.domain_id and known.conversation_id = any(conversation_ids);
  delete from public.conversation_topics as known
  where known.domain_id = forget_judgements.domain_id and known.conversation_id = any(conversation_ids);
  delete from public.conversation_scores as known
  where known.domain_id = forget_judgements.domain_id and known.conversation_id = any(conversation_ids);
  update public.conversations as talk
  set score = null, scorer = null, topics_at = null, topics_source = null
  where talk.domain_id = forget_judgements.domain_id and talk.id = any(conversation_ids);
end;
$$;

comment on function private.forget_judgements(uuid, uuid []) is
'Removes scores, topics and keywords of conversations whose words were taken away.';

revoke all on function private.forget_judgements(uuid, uuid []) from public;
