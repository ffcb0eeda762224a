-- requires: sql/engagement/topics.sql sql/platform/bad_input.sql
create or replace function private.check_topic_parent(domain_id uuid, topic_id uuid, parent_id uuid)
returns void
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  if check_topic_parent.parent_id is null then
    return;
  end if;
  if not exists (
    select from public.topics as topic
    where
      topic.domain_id = check_topic_parent.domain_id
      and topic.id = check_topic_parent.parent_id
      and topic.status <> 'merged'
  ) then
    perform private.bad_input('parent_id', 'is no topic of this domain');
  end if;
  if check_topic_parent.parent_id = check_topic_parent.topic_id
    or exists (
      select from public.topics as topic
      where
        topic.domain_id = check_topic_parent.domain_id
        and (
          (topic.id = check_topic_parent.parent_id and topic.parent_id is not null)
          or topic.parent_id = check_topic_parent.topic_id
        )
    ) then
    perform private.bad_input('parent_id', 'a group is in no group itself');
  end if;
end;
$$;

comment on function private.check_topic_parent(uuid, uuid, uuid) is
'Raises 22023 unless the topic (null: a new one) may have this parent, which may be null. The topics must be locked.';

revoke all on function private.check_topic_parent(uuid, uuid, uuid) from public;
