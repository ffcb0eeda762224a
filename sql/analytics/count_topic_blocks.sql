-- requires: sql/analytics/topic_pieces.sql sql/analytics/topic_buckets.sql
-- requires: sql/analytics/topic_blocks.sql sql/analytics/read_topics.sql
create or replace function private.count_topic_blocks(
  domain_ids uuid [],
  from_at timestamptz,
  to_at timestamptz,
  bucket text,
  time_zone text
)
returns table (domain_id uuid, starts_on date, topic_id uuid, conversations bigint, classified bigint)
language plpgsql
stable
security invoker
rows 1000
set search_path = ''
set plan_cache_mode = force_generic_plan -- Looks up keys, whatever the window.
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
begin
  return query
  with piece as materialized (
    select tenant.id as domain_id, part.starts_on, cut.level, cut.block, cut.begins_at, cut.ends_at
    from private.topic_buckets(from_at, to_at, bucket, time_zone) as part
    cross join unnest(domain_ids) as tenant (id)
    cross join lateral private.topic_pieces(tenant.id, part.begins_at, part.ends_at) as cut
  ), counted as (
    select piece.domain_id, piece.starts_on, stored.topic_id, stored.conversations, stored.classified
    from piece
    inner join private.topic_blocks as stored
      on piece.domain_id = stored.domain_id and piece.level = stored.level and piece.block = stored.block
    union all
    select piece.domain_id, piece.starts_on, fresh.topic_id, fresh.conversations, fresh.classified
    from piece
    cross join lateral private.read_topics(piece.domain_id, piece.begins_at, piece.ends_at) as fresh
    where piece.level is null
  ), summed as (
    select
      counted.domain_id, counted.starts_on, counted.topic_id,
      sum(counted.conversations)::bigint as conversations, sum(counted.classified)::bigint as classified
    from counted
    group by counted.domain_id, counted.starts_on, counted.topic_id
  )
  select
    summed.domain_id, summed.starts_on, nullif(summed.topic_id, '00000000-0000-0000-0000-000000000000'),
    summed.conversations, max(summed.classified) over (partition by summed.domain_id, summed.starts_on)
  from summed;
end;
$$;

comment on function private.count_topic_blocks(uuid [], timestamptz, timestamptz, text, text) is
'private.count_topics for a filter on time and domains alone: from the rollup, and what is not counted yet from the conversations.';

revoke all on function private.count_topic_blocks(uuid [], timestamptz, timestamptz, text, text) from public;
