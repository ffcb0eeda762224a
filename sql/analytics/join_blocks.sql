-- requires: sql/analytics/drop_blocks.sql
create or replace function private.join_blocks(domain_id uuid, days date [])
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  highest constant smallint := 9; -- As in private.window_blocks.
  blocks integer [];
begin
  blocks := array(select distinct (day - date '2000-01-01') >> 1 from unnest(days) as day);
  for above in 1..highest loop
    perform private.drop_blocks(domain_id, above::smallint, blocks);
    insert into private.block_people (domain_id, level, block, chunk, active, sets)
    select
      join_blocks.domain_id, above, half.block >> 1, half.chunk, bit_or(half.active), bit_or(half.sets)
    from private.block_people as half
    where
      half.domain_id = join_blocks.domain_id and half.level = above - 1
      and half.block in (select unnest(blocks) * 2 union all select unnest(blocks) * 2 + 1)
    group by half.block >> 1, half.chunk;

    insert into private.block_counts (domain_id, level, block, conversations, involved, resolved)
    select
      join_blocks.domain_id, above, half.block >> 1,
      sum(half.conversations), sum(half.involved), sum(half.resolved)
    from private.block_counts as half
    where
      half.domain_id = join_blocks.domain_id and half.level = above - 1
      and half.block in (select unnest(blocks) * 2 union all select unnest(blocks) * 2 + 1)
    group by half.block >> 1;

    insert into private.block_scores
    select
      join_blocks.domain_id, above, half.block >> 1, half.rubric_version,
      sum(half.scored), sum(half.total),
      array[
        sum(half.deciles[1]), sum(half.deciles[2]), sum(half.deciles[3]), sum(half.deciles[4]),
        sum(half.deciles[5]), sum(half.deciles[6]), sum(half.deciles[7]), sum(half.deciles[8]),
        sum(half.deciles[9]), sum(half.deciles[10])
      ],
      max(half.best_score), (array_agg(half.best_id order by half.best_score desc, half.best_id))[1],
      min(half.worst_score), (array_agg(half.worst_id order by half.worst_score, half.worst_id))[1]
    from private.block_scores as half
    where
      half.domain_id = join_blocks.domain_id and half.level = above - 1
      and half.block in (select unnest(blocks) * 2 union all select unnest(blocks) * 2 + 1)
    group by half.block >> 1, half.rubric_version;
    blocks := array(select distinct block >> 1 from unnest(blocks) as block);
  end loop;
end;
$$;

comment on function private.join_blocks(uuid, date []) is
'Writes every longer block that holds one of these days anew, each from its two halves.';

revoke all on function private.join_blocks(uuid, date []) from public;
