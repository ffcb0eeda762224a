-- A topic's name loses blanks of any kind at its ends: one that began with a tab kept a blank there, and could stand
-- beside another one of the same name.
create or replace function private.topic_name(name text)
returns text
language plpgsql
immutable
parallel safe
security invoker
set search_path = ''
as $$
begin
  return btrim(regexp_replace(name, '\s+', ' ', 'g'));
end;
$$;

comment on function private.topic_name(text) is
'A topic''s name as people are shown it: single spaces, none at the ends.';

revoke all on function private.topic_name(text) from public;

create or replace function private.topic_label(name text)
returns text
language plpgsql
immutable
parallel safe
security invoker
set search_path = ''
as $$
begin
  return lower(private.topic_name(name));
end;
$$;

comment on function private.topic_label(text) is
'A topic''s name as its label: the same in lowercase.';

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

-- Where two would have the same name then, somebody has to merge them.
update public.topics as t set name = private.topic_name(t.name)
where t.name <> private.topic_name(t.name)
  and (
    t.status = 'merged'
    or not exists (
      select from public.topics as o
      where o.domain_id = t.domain_id and o.id <> t.id and o.status <> 'merged'
        and lower(private.topic_name(o.name)) = lower(private.topic_name(t.name))
    )
  );
