create or replace function public.update_topic(
  domain_id uuid,
  topic_id uuid,
  expected_version integer,
  name text default null,
  status text default null,
  parent_id uuid default null,
  is_top_level boolean default false
)
returns public.topics
language plpgsql
volatile
security definer -- definer: topics are written by functions alone, which keep groups flat
set search_path = ''
as $$
declare
  topic public.topics;
  new_name constant text := private.topic_name(update_topic.name);
begin
  perform private.require('topics.edit', update_topic.domain_id);
  if length(new_name) not between 1 and 100 then
    perform private.bad_input('name', 'must be a text of 1 to 100 characters');
  end if;
  if update_topic.status not in ('active', 'hidden') then
    perform private.bad_input('status', 'must be active or hidden');
  end if;
  perform private.lock_topics(update_topic.domain_id);
  topic := private.find_topic(update_topic.domain_id, update_topic.topic_id);
  perform private.require_version(update_topic.expected_version, topic.version);
  perform private.check_topic_parent(update_topic.domain_id, topic.id, update_topic.parent_id);
  update public.topics as changed
  set
    name = coalesce(new_name, changed.name),
    status = coalesce(update_topic.status, changed.status),
    parent_id = case
      when not coalesce(update_topic.is_top_level, false)
        then coalesce(update_topic.parent_id, changed.parent_id)
    end
  where changed.domain_id = topic.domain_id and changed.id = topic.id
  returning * into topic;
  return topic;
exception
  when unique_violation then
    perform private.fail('23505', 'TOPIC_EXISTS', 'there is a topic of this name', 'Merge the two.');
end;
$$;

comment on function public.update_topic(uuid, uuid, integer, text, text, uuid, boolean) is
'Renames a topic, hides or shows it (status hidden or active), moves it under parent_id or, with is_top_level, out of its group; null keeps a field. Models still find it by its first name. Needs topics.edit there. '
'Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT; P0002 NOT_FOUND; PT409 ALREADY_MERGED; 40001 STALE_VERSION; 23505 TOPIC_EXISTS.';

revoke all on function public.update_topic(uuid, uuid, integer, text, text, uuid, boolean)
from public, anon, service_role;
grant execute on function public.update_topic(uuid, uuid, integer, text, text, uuid, boolean)
to authenticated;
