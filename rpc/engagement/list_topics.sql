create or replace function public.list_topics(
  filter jsonb default '{}',
  after text default null,
  page_size integer default 50
)
returns table (
  domain_id uuid,
  id uuid,
  name text,
  status text,
  parent_id uuid,
  version integer,
  conversations bigint,
  classified bigint,
  share numeric,
  cursor text
)
language plpgsql
stable
security definer -- definer: counts past row security, of the domains where the person may view topics
rows 50
set search_path = ''
as $$
declare
  wanted private.engagement_filter;
  tenants uuid [];
  place constant text [] := private.read_cursor('topics', after);
begin
  page_size := private.check_page_size(page_size);
  if not private.is_valid_input(place[3], 'bigint') then
    perform private.bad_input('after', 'is no cursor of this list');
  end if;
  wanted := private.topic_window(filter);
  tenants := private.permitted_domains('topics.view', wanted.domain_ids);
  return query
  with counted as (
    select told.* from private.count_topics(wanted, tenants) as told
  ), listed as (
    select
      topic.domain_id, topic.id, topic.name, topic.status, topic.parent_id, topic.version,
      coalesce(counted.conversations, 0) as conversations, coalesce(base.classified, 0) as classified
    from public.topics as topic
    left join counted on topic.domain_id = counted.domain_id and topic.id = counted.topic_id
    left join counted as base on topic.domain_id = base.domain_id and base.topic_id is null
    where
      topic.domain_id = any(tenants)
      and topic.status <> 'merged'
  )
  select
    listed.*, round(listed.conversations::numeric / nullif(listed.classified, 0), 6),
    private.make_cursor('topics', listed.conversations::text, listed.id, listed.domain_id)
  from listed
  where
    place is null
    or (listed.conversations, listed.id, listed.domain_id)
    < (place[3]::bigint, place[1]::uuid, place[2]::uuid)
  order by listed.conversations desc, listed.id desc, listed.domain_id desc
  limit page_size;
end;
$$;

comment on function public.list_topics(jsonb, text, integer) is
'Topics of the asked domains, the most frequent first, hidden ones too (status), merged ones counted in their survivor: conversations in the window of the filter, classified ones of the domain, share. filter, permissions and errors as topic_frequency; after and page_size as list_conversations. Example: {"filter": {"language": "fr"}}';

revoke all on function public.list_topics(jsonb, text, integer) from public, anon, service_role;
grant execute on function public.list_topics(jsonb, text, integer) to authenticated;
