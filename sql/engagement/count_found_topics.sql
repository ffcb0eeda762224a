-- requires: sql/engagement/classified_topics.sql
-- Only where topics were merged can a conversation have one twice: nowhere else it is asked.
create or replace function private.count_found_topics(
  wanted private.engagement_filter,
  bucket text default null,
  time_zone text default 'UTC'
)
returns table (domain_id uuid, starts_on date, topic_id uuid, conversations bigint, classified bigint)
language plpgsql
stable
security invoker
rows 1000
set search_path = ''
as $$
begin
  return query
  with placed as materialized (
    select
      told.domain_id, told.conversation_id, told.topic_ids,
      date_trunc(bucket, told.started_at at time zone time_zone)::date as starts_on
    from private.classified_topics(wanted) as told
  ), base as (
    select
      placed.domain_id, placed.starts_on, count(*) as classified,
      count(*) filter (where placed.topic_ids <> '{}') as conversations
    from placed
    group by placed.domain_id, placed.starts_on
  ), merges as materialized (
    select topic.domain_id, topic.id, topic.merged_into_id as survivor_id
    from public.topics as topic
    where topic.domain_id in (select base.domain_id from base) and topic.merged_into_id is not null
    union
    select topic.domain_id, topic.merged_into_id, topic.merged_into_id
    from public.topics as topic
    where topic.domain_id in (select base.domain_id from base) and topic.merged_into_id is not null
  ), named as (
    select placed.domain_id, placed.starts_on, topic.id, count(*) as conversations
    from placed
    cross join lateral unnest(placed.topic_ids) as topic (id)
    group by placed.domain_id, placed.starts_on, topic.id
  ), counted as (
    select named.domain_id, named.starts_on, named.id as topic_id, named.conversations
    from named
    where (named.domain_id, named.id) not in (select merges.domain_id, merges.id from merges)
    union all
    select once.domain_id, once.starts_on, once.survivor_id, count(*)
    from (
      select distinct placed.domain_id, placed.starts_on, placed.conversation_id, merges.survivor_id
      from placed
      cross join lateral unnest(placed.topic_ids) as topic (id)
      inner join merges on placed.domain_id = merges.domain_id and topic.id = merges.id
    ) as once
    group by once.domain_id, once.starts_on, once.survivor_id
  )
  select base.domain_id, base.starts_on, null::uuid, base.conversations, base.classified
  from base
  union all
  select counted.domain_id, counted.starts_on, counted.topic_id, counted.conversations, base.classified
  from counted
  inner join base
    on counted.domain_id = base.domain_id and counted.starts_on is not distinct from base.starts_on;
end;
$$;

comment on function private.count_found_topics(private.engagement_filter, text, text) is
'private.count_topics from the conversations themselves, for any filter.';

revoke all on function private.count_found_topics(private.engagement_filter, text, text) from public;
