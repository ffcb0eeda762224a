-- requires: sql/analytics/day_facts.sql
-- requires: sql/analytics/drop_blocks.sql sql/analytics/count_deciles.sql
create or replace function private.store_day_blocks(domain_id uuid, days date [])
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  day_numbers constant integer [] := array(select day - date '2000-01-01' from unnest(days) as day);
  nobody constant bit(4096) := repeat('0', 4096)::bit(4096);
begin
  perform private.drop_blocks(domain_id, 0::smallint, day_numbers);
  insert into private.block_people (domain_id, level, block, chunk, active, sets)
  select
    store_day_blocks.domain_id, 0, stored.day - date '2000-01-01', fact.number >> 12,
    coalesce(bit_or(person.bits) filter (where fact.flags & 256 > 0), nobody),
    coalesce(bit_or(person.bits) filter (where fact.flags & 1 > 0), nobody)
    || coalesce(bit_or(person.bits) filter (where fact.flags & 2 > 0), nobody)
    || coalesce(bit_or(person.bits) filter (where fact.flags & 4 > 0), nobody)
    || coalesce(bit_or(person.bits) filter (where fact.flags & 8 > 0), nobody)
    || coalesce(bit_or(person.bits) filter (where fact.flags & 16 > 0), nobody)
    || coalesce(bit_or(person.bits) filter (where fact.flags & 32 > 0), nobody)
    || coalesce(bit_or(person.bits) filter (where fact.flags & 128 > 0), nobody)
  from private.day_facts as stored
  cross join lateral unnest(stored.numbers, stored.flags) as fact (number, flags)
  cross join lateral (select set_bit(nobody, fact.number & 4095, 1) as bits) as person
  where stored.domain_id = store_day_blocks.domain_id and stored.day = any(days)
  group by stored.day, fact.number >> 12;

  insert into private.block_counts (domain_id, level, block, conversations, involved, resolved)
  select
    stored.domain_id, 0, stored.day - date '2000-01-01',
    (select sum(counted.n) from unnest(stored.conversations) as counted (n)),
    (select sum(counted.n) from unnest(stored.involved) as counted (n)),
    (select sum(counted.n) from unnest(stored.resolved) as counted (n))
  from private.day_facts as stored
  where stored.domain_id = store_day_blocks.domain_id and stored.day = any(days);

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
'Writes the blocks of single days (level 0) anew, from their rows of day_facts.';

revoke all on function private.store_day_blocks(uuid, date []) from public;
