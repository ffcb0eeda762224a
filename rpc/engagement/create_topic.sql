create or replace function public.create_topic(
  domain_id uuid,
  name text,
  parent_id uuid default null
)
returns public.topics
language plpgsql
volatile
security definer -- definer: topics are written by functions alone, which keep groups flat
set search_path = ''
as $$
declare
  topic public.topics;
  label constant text := private.topic_label(create_topic.name);
begin
  perform private.require('topics.edit', create_topic.domain_id);
  if length(label) between 1 and 100 is not true then
    perform private.bad_input('name', 'must be a text of 1 to 100 characters');
  end if;
  perform private.lock_topics(create_topic.domain_id);
  perform private.check_topic_parent(create_topic.domain_id, null, create_topic.parent_id);
  insert into public.topics (domain_id, id, label, name, parent_id)
  values (
    create_topic.domain_id, private.topic_id(create_topic.domain_id, label), label,
    private.topic_name(create_topic.name), create_topic.parent_id
  )
  on conflict do nothing
  returning * into topic;
  if not found then
    perform private.fail(
      '23505', 'TOPIC_EXISTS', 'there is a topic of this name', 'It may be hidden, renamed or merged.'
    );
  end if;
  return topic;
end;
$$;

comment on function public.create_topic(uuid, text, uuid) is
'Adds a topic to a domain, under parent_id or none; models find it by its name. Needs topics.edit there. '
'Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT; 23505 TOPIC_EXISTS, also where another topic had that name.';

revoke all on function public.create_topic(uuid, text, uuid) from public, anon, service_role;
grant execute on function public.create_topic(uuid, text, uuid) to authenticated;
