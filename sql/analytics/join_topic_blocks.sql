-- requires: sql/analytics/topic_blocks.sql
create or replace function private.join_topic_blocks(domain_id uuid, hours integer [])
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  highest constant smallint := 9; -- As in private.window_blocks.
  blocks integer [] := hours;
begin
  for above in 1..highest loop
    blocks := array(select distinct below.block >> 1 from unnest(blocks) as below (block));
    delete from private.topic_blocks as old
    where
      old.domain_id = join_topic_blocks.domain_id
      and old.level = above and old.block = any(blocks);
    insert into private.topic_blocks (domain_id, level, block, topic_id, conversations, classified)
    select
      join_topic_blocks.domain_id, above, half.block >> 1, half.topic_id,
      sum(half.conversations), sum(half.classified)
    from private.topic_blocks as half
    where
      half.domain_id = join_topic_blocks.domain_id and half.level = above - 1
      and half.block in (select unnest(blocks) * 2 union all select unnest(blocks) * 2 + 1)
    group by half.block >> 1, half.topic_id;
  end loop;
end;
$$;

comment on function private.join_topic_blocks(uuid, integer []) is
'Writes every longer block that holds one of these hours anew, each from its two halves.';

revoke all on function private.join_topic_blocks(uuid, integer []) from public;
