-- requires: sql/analytics/day_facts.sql
-- requires: sql/analytics/drop_blocks.sql sql/analytics/join_halves.sql sql/analytics/count_deciles.sql
-- A day that is split at midnight of the client's time zone (day_facts.split_at) is made of its two halves.
create or replace function private.store_day_blocks(domain_id uuid, days date [])
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  day_numbers constant integer [] := array(select day - date '2000-01-01' from unnest(days) as day);
  halves constant integer [] := array(
    select 2 * day_number + half from unnest(day_numbers) as day_number cross join generate_series(0, 1) as half
  );
  nobody constant bit(4096) := repeat('0', 4096)::bit(4096);
begin
  perform private.drop_blocks(domain_id, (-1)::smallint, halves);
  perform private.drop_blocks(domain_id, 0::smallint, day_numbers);
  insert into private.block_people (domain_id, level, block, chunk, active, sets)
  select
    store_day_blocks.domain_id, part.level, part.block, fact.number >> 12,
    coalesce(bit_or(person.bits) filter (where fact.flags & 256 > 0), nobody),
    coalesce(bit_or(person.bits) filter (where fact.flags & 1 > 0), nobody)
    || coalesce(bit_or(person.bits) filter (where fact.flags & 2 > 0), nobody)
    || coalesce(bit_or(person.bits) filter (where fact.flags & 4 > 0), nobody)
    || coalesce(bit_or(person.bits) filter (where fact.flags & 8 > 0), nobody)
    || coalesce(bit_or(person.bits) filter (where fact.flags & 16 > 0), nobody)
    || coalesce(bit_or(person.bits) filter (where fact.flags & 32 > 0), nobody)
    || coalesce(bit_or(person.bits) filter (where fact.flags & 128 > 0), nobody)
  from private.day_facts as stored
  cross join lateral unnest(stored.happened_at, stored.numbers, stored.flags) as fact (happened_at, number, flags)
  cross join lateral (
    select
      case when stored.split_at is null then 0 else -1 end as level,
      case
        when stored.split_at is null then stored.day - date '2000-01-01'
        else 2 * (stored.day - date '2000-01-01') + (fact.happened_at >= stored.split_at)::integer
      end as block
  ) as part
  cross join lateral (select set_bit(nobody, fact.number & 4095, 1) as bits) as person
  where stored.domain_id = store_day_blocks.domain_id and stored.day = any(days)
  group by part.level, part.block, fact.number >> 12;

  insert into private.block_counts (domain_id, level, block, conversations, involved, resolved)
  select
    store_day_blocks.domain_id, part.level, part.block,
    sum(fact.conversations), sum(fact.involved), sum(fact.resolved)
  from private.day_facts as stored
  cross join lateral
    unnest(stored.happened_at, stored.conversations, stored.involved, stored.resolved)
    as fact (happened_at, conversations, involved, resolved)
  cross join lateral (
    select
      case when stored.split_at is null then 0 else -1 end as level,
      case
        when stored.split_at is null then stored.day - date '2000-01-01'
        else 2 * (stored.day - date '2000-01-01') + (fact.happened_at >= stored.split_at)::integer
      end as block
  ) as part
  where stored.domain_id = store_day_blocks.domain_id and stored.day = any(days)
  group by part.level, part.block;

  perform private.join_halves(domain_id, 0::smallint, day_numbers);

  insert into private.block_scores
  select
    store_day_blocks.domain_id, 0, stored.day - date '2000-01-01', judged.rubric, count(*), sum(judged.score),
    private.count_deciles(array_agg(judged.score)),
    max(judged.score), (array_agg(judged.id order by judged.score desc, judged.id))[1],
    min(judged.score), (array_agg(judged.id order by judged.score, judged.id))[1]
  from private.day_facts as stored
  cross join lateral unnest(stored.scored_ids, stored.rubrics, stored.scores) as judged (id, rubric, score)
  where stored.domain_id = store_day_blocks.domain_id and stored.day = any(days)
  group by stored.day, judged.rubric;
end;
$$;

comment on function private.store_day_blocks(uuid, date []) is
'Writes the blocks of single days (level 0) anew, from their rows of day_facts, and of their halves (level -1).';

revoke all on function private.store_day_blocks(uuid, date []) from public;
