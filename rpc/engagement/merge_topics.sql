create or replace function public.merge_topics(domain_id uuid, topic_id uuid, into_topic_id uuid)
returns public.topics
language plpgsql
volatile
security definer -- definer: topics are written by functions alone, which keep merges flat
set search_path = ''
as $$
declare
  survivor public.topics;
  merged public.topics;
begin
  perform private.require('topics.manage', merge_topics.domain_id);
  perform private.lock_topics(merge_topics.domain_id);
  survivor := private.find_topic(merge_topics.domain_id, merge_topics.into_topic_id);
  if merge_topics.topic_id = survivor.id then
    perform private.bad_input('into_topic_id', 'is topic_id');
  end if;
  if exists (
    select from public.topics as topic
    where
      topic.domain_id = survivor.domain_id
      and topic.id = merge_topics.topic_id and topic.merged_into_id = survivor.id
  ) then
    return survivor;
  end if;
  merged := private.find_topic(merge_topics.domain_id, merge_topics.topic_id);
  -- The survivor leaves a group that goes; what was grouped under the merged one finds its group anew.
  update public.topics as topic
  set parent_id = case when topic.id <> survivor.id then coalesce(
    nullif(survivor.parent_id, merged.id), survivor.id
  ) end
  where topic.domain_id = survivor.domain_id and topic.parent_id = merged.id;
  update public.topics as topic
  set status = 'merged', merged_into_id = survivor.id, parent_id = null
  where topic.domain_id = survivor.domain_id and merged.id in (topic.id, topic.merged_into_id);
  return private.find_topic(survivor.domain_id, survivor.id);
end;
$$;

comment on function public.merge_topics(uuid, uuid, uuid) is
'Says that topic_id is the same topic as into_topic_id: its conversations, and those that models find later, count for the latter, which is returned. Each conversation keeps what was said of it. Again it changes nothing. Needs topics.manage there. '
'Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT for a topic with itself; P0002 NOT_FOUND; PT409 ALREADY_MERGED.';

revoke all on function public.merge_topics(uuid, uuid, uuid) from public, anon, service_role;
grant execute on function public.merge_topics(uuid, uuid, uuid) to authenticated;
