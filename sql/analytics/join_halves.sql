-- requires: sql/analytics/block_people.sql sql/analytics/block_counts.sql sql/analytics/block_scores.sql
create or replace function private.join_halves(domain_id uuid, level smallint, blocks integer [])
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  insert into private.block_people (domain_id, level, block, chunk, active, sets)
  select
    join_halves.domain_id, join_halves.level, half.block >> 1, half.chunk, bit_or(half.active), bit_or(half.sets)
  from private.block_people as half
  where
    half.domain_id = join_halves.domain_id and half.level = join_halves.level - 1
    and half.block in (select unnest(blocks) * 2 union all select unnest(blocks) * 2 + 1)
  group by half.block >> 1, half.chunk;

  insert into private.block_counts (domain_id, level, block, conversations, involved, resolved)
  select
    join_halves.domain_id, join_halves.level, half.block >> 1,
    sum(half.conversations), sum(half.involved), sum(half.resolved)
  from private.block_counts as half
  where
    half.domain_id = join_halves.domain_id and half.level = join_halves.level - 1
    and half.block in (select unnest(blocks) * 2 union all select unnest(blocks) * 2 + 1)
  group by half.block >> 1;

  insert into private.block_scores
  select
    join_halves.domain_id, join_halves.level, half.block >> 1, half.rubric_version,
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
    half.domain_id = join_halves.domain_id and half.level = join_halves.level - 1
    and half.block in (select unnest(blocks) * 2 union all select unnest(blocks) * 2 + 1)
  group by half.block >> 1, half.rubric_version;
end;
$$;

comment on function private.join_halves(uuid, smallint, integer []) is
'Adds blocks of a level, each from its two halves: what they add up to is not there yet.';

revoke all on function private.join_halves(uuid, smallint, integer []) from public;
