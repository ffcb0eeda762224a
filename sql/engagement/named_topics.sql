-- requires: sql/engagement/classification.sql sql/engagement/topics.sql
-- requires: sql/engagement/topic_label.sql sql/engagement/topic_id.sql
create or replace function private.named_topics(batch private.classification [])
returns table (domain_id uuid, conversation_id uuid, topic_id uuid, confidence numeric, source text)
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  insert into public.topics (domain_id, id, label, name)
  select distinct on (entry.domain_id, named.label)
    entry.domain_id, private.topic_id(entry.domain_id, named.label), named.label,
    private.topic_name(topic.given ->> 'name')
  from unnest(batch) as entry
  cross join lateral jsonb_array_elements(entry.topics) as topic (given)
  cross join lateral (select private.topic_label(topic.given ->> 'name') as label) as named
  where not exists (
    select from public.topics as known
    where known.domain_id = entry.domain_id
      and (known.label = named.label or (lower(known.name) = named.label and known.status <> 'merged'))
  )
  order by entry.domain_id, named.label
  on conflict do nothing;
  return query
  select
    entry.domain_id, entry.conversation_id, topic.id, max(topic.confidence), entry.source
  from unnest(batch) as entry
  cross join lateral (
    select found.id, coalesce((given.topic ->> 'confidence')::numeric, 1) as confidence
    from jsonb_array_elements(entry.topics) as given (topic)
    cross join lateral (
      select known.id
      from public.topics as known
      cross join lateral (select private.topic_label(given.topic ->> 'name') as label) as named
      where known.domain_id = entry.domain_id
        and (known.label = named.label or (lower(known.name) = named.label and known.status <> 'merged'))
      order by known.label = named.label desc
      limit 1
    ) as found
  ) as topic
  group by entry.domain_id, entry.conversation_id, topic.id, entry.source;
end;
$$;

comment on function private.named_topics(private.classification []) is
'The topics that the batch names, each conversation''s once, by their first name or their present one; makes those that are new.';

revoke all on function private.named_topics(private.classification []) from public;
