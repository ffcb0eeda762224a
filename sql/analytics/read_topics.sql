-- requires: sql/engagement/conversations.sql sql/engagement/conversation_topics.sql
-- The one place that says what numbers of topics count.
create or replace function private.read_topics(domain_id uuid, from_at timestamptz, to_at timestamptz)
returns table (topic_id uuid, conversations bigint, classified bigint)
language plpgsql
stable
security invoker
rows 20
set search_path = ''
set enable_seqscan = off -- See ingest_visitor_events: look keys up, also while the tables are small.
as $$
begin
  return query
  with talk as materialized (
    select array(
      -- Merges are flat; of two topics that became one, a conversation has one.
      select distinct coalesce(topic.merged_into_id, topic.id)
      from public.conversation_topics as held
      inner join public.topics as topic
        on held.domain_id = topic.domain_id and held.topic_id = topic.id
      where held.domain_id = known.domain_id and held.conversation_id = known.id
    ) as topic_ids
    from public.conversations as known
    where
      known.domain_id = read_topics.domain_id
      and known.started_at >= from_at and known.started_at < to_at
      and known.topics_at is not null and not known.is_test
  )
  select
    '00000000-0000-0000-0000-000000000000'::uuid, count(*) filter (where talk.topic_ids <> '{}'), count(*)
  from talk
  having count(*) > 0
  union all
  select held.id, count(*), 0
  from talk
  cross join lateral unnest(talk.topic_ids) as held (id)
  group by held.id;
end;
$$;

comment on function private.read_topics(uuid, timestamptz, timestamptz) is
'The rows of private.topic_blocks for any time, from the conversations themselves.';

revoke all on function private.read_topics(uuid, timestamptz, timestamptz) from public;
