-- requires: sql/analytics/topic_blocks.sql sql/analytics/take_dirty_topics.sql sql/analytics/read_topics.sql
-- requires: sql/analytics/join_topic_blocks.sql sql/analytics/hour_time.sql
create or replace function private.rebuild_topics(batch_size integer)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  taken record;
begin
  for taken in select * from private.take_dirty_topics(batch_size)
  loop
    delete from private.topic_blocks as old
    where old.domain_id = taken.domain_id and old.level = 0 and old.block = any(taken.hours);
    insert into private.topic_blocks (domain_id, level, block, topic_id, conversations, classified)
    select taken.domain_id, 0, part.hour, counted.topic_id, counted.conversations, counted.classified
    from unnest(taken.hours) as part (hour)
    cross join lateral private.read_topics(
      taken.domain_id, private.hour_time(part.hour), private.hour_time(part.hour + 1)
    ) as counted;
    perform private.join_topic_blocks(taken.domain_id, taken.hours);
  end loop;
end;
$$;

comment on function private.rebuild_topics(integer) is
'Makes the numbers of topics of at most so many noted hours anew; whoever calls lets nobody else do it meanwhile.';

revoke all on function private.rebuild_topics(integer) from public;
