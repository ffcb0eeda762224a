-- requires: sql/engagement/topics.sql sql/platform/fail.sql
create or replace function private.find_topic(domain_id uuid, topic_id uuid)
returns public.topics
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  topic public.topics;
begin
  select known.* into topic
  from public.topics as known
  where known.domain_id = find_topic.domain_id and known.id = find_topic.topic_id;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such topic');
  end if;
  if topic.status = 'merged' then
    perform private.fail(
      'PT409', 'ALREADY_MERGED', 'the topic was merged into another one',
      format('Use topic %s, which stands for it.', topic.merged_into_id)
    );
  end if;
  return topic;
end;
$$;

comment on function private.find_topic(uuid, uuid) is
'A topic that stands for itself. Raises P0002 / NOT_FOUND, or PT409 / ALREADY_MERGED for a merged one.';

revoke all on function private.find_topic(uuid, uuid) from public;
