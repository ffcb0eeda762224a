-- requires: sql/engagement/messages.sql sql/engagement/conversation_scores.sql
-- requires: sql/engagement/conversation_topics.sql sql/engagement/conversation_keywords.sql
create or replace function private.exported_talks(domain_id uuid, visitor_ids uuid [])
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return (
    select coalesce(jsonb_agg(to_jsonb(talk) || jsonb_build_object(
      'messages', (
        select coalesce(jsonb_agg(to_jsonb(message) - 'tsv' order by message.seq), '[]')
        from public.messages as message
        where message.domain_id = talk.domain_id and message.conversation_id = talk.id
      ),
      -- Who judged is a colleague, who is not asked for here.
      'scores', (
        select coalesce(jsonb_agg(to_jsonb(judged) - 'scored_by' order by judged.scored_at, judged.id), '[]')
        from public.conversation_scores as judged
        where judged.domain_id = talk.domain_id and judged.conversation_id = talk.id
      ),
      'topics', (
        select coalesce(jsonb_agg(to_jsonb(classed) || jsonb_build_object('name', topic.name) order by topic.name), '[]')
        from public.conversation_topics as classed
        inner join public.topics as topic on classed.domain_id = topic.domain_id and classed.topic_id = topic.id
        where classed.domain_id = talk.domain_id and classed.conversation_id = talk.id
      ),
      'keywords', (
        select to_jsonb(known.keywords) from public.conversation_keywords as known
        where known.domain_id = talk.domain_id and known.conversation_id = talk.id
      )
    ) order by talk.started_at, talk.id), '[]')
    from public.conversations as talk
    where talk.domain_id = exported_talks.domain_id and talk.visitor_id = any(visitor_ids)
  );
end;
$$;

comment on function private.exported_talks(uuid, uuid []) is
'The conversations of these visitors, each with messages, scores, topics and keywords (null: none were taken yet).';

revoke all on function private.exported_talks(uuid, uuid []) from public;
