-- requires: sql/engagement/topics.sql sql/engagement/conversation_topics.sql
create or replace function private.same_topics(domain_ids uuid [], topic_id uuid)
returns uuid []
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return array(
    select topic.id
    from public.topics as asked
    inner join public.topics as topic
      on asked.domain_id = topic.domain_id
      and coalesce(asked.merged_into_id, asked.id) in (topic.id, topic.merged_into_id)
    where asked.domain_id = any(domain_ids) and asked.id = same_topics.topic_id
  );
end;
$$;

comment on function private.same_topics(uuid [], uuid) is
'Of these domains: the topic for which this one stands, and all that were merged into it. Empty for none.';

revoke all on function private.same_topics(uuid [], uuid) from public;
