-- A day is split where one of the client's time zone begins, and its halves are blocks, too: a window from midnight to
-- midnight there reads no facts. Days counted before are split when they are counted again.
set local check_function_bodies = off;

alter table private.day_facts add column split_at timestamptz;

comment on column private.day_facts.split_at is
'When a day of the client''s time zone began: what was before and since then stands in blocks of level -1. Null where it began with this one.';

comment on column private.block_people.block is
'Days since 2000-01-01 (UTC) shifted right by level; of level -1, twice the day, and one more for its second half.';

create or replace function private.midnight_within(day date, zone text)
returns timestamptz
language plpgsql
immutable
parallel safe
security invoker
set search_path = ''
as $$
begin
  return (
    select min(midnight.at)
    from unnest(array[day, day + 1]) as there (begins_on)
    cross join lateral (select there.begins_on::timestamp at time zone zone) as midnight (at)
    where
      midnight.at > day::timestamp at time zone 'UTC'
      and midnight.at < (day + 1)::timestamp at time zone 'UTC'
  );
end;
$$;

comment on function private.midnight_within(date, text) is
'When a day of the zone begins within a day of UTC; null where they begin together.';

revoke all on function private.midnight_within(date, text) from public;

create or replace function private.domain_time_zone(domain_id uuid)
returns text
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  zone constant text := (
    select coalesce(ours.value, key.default_value) #>> '{}'
    from public.preference_keys as key
    left join public.domains as domain on domain.id = domain_time_zone.domain_id
    left join public.org_prefs as ours on ours.org_id = domain.client_id and ours.key = key.key
    where key.key = 'report_time_zone'
  );
begin
  return case when private.is_time_zone(zone) then zone else 'UTC' end;
end;
$$;

comment on function private.domain_time_zone(uuid) is
'The zone whose midnights mostly divide the reports of a domain: the preference report_time_zone of its client, else UTC.';

revoke all on function private.domain_time_zone(uuid) from public;

create or replace function private.store_day_facts(domain_id uuid, days date [], facts private.person_fact [])
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  zone constant text := private.domain_time_zone(domain_id);
begin
  delete from private.day_facts as stored
  where stored.domain_id = store_day_facts.domain_id and stored.day = any(days);
  insert into private.day_facts (
    domain_id, day, happened_at, numbers, flags, conversations, involved, resolved, ripe_at,
    split_at, scored_at, scored_ids, rubrics, scores
  )
  select
    store_day_facts.domain_id, counted.*, private.midnight_within(counted.day, zone),
    coalesce(judged.started_at, '{}'), coalesce(judged.ids, '{}'),
    coalesce(judged.rubrics, '{}'), coalesce(judged.scores, '{}')
  from (
    select
      (fact.happened_at at time zone 'UTC')::date as day,
      array_agg(fact.happened_at order by fact.happened_at, known.number),
      array_agg(known.number order by fact.happened_at, known.number),
      array_agg(fact.flags order by fact.happened_at, known.number),
      array_agg(fact.conversations order by fact.happened_at, known.number),
      array_agg(fact.involved order by fact.happened_at, known.number),
      array_agg(fact.resolved order by fact.happened_at, known.number),
      min(fact.ripe_at)
    from unnest(facts) as fact
    cross join lateral (
      select listed.number from private.person_numbers as listed
      where listed.domain_id = store_day_facts.domain_id and listed.person_id = fact.person_id
      limit 1 -- There is one; said so, each is looked up. Planned while the table was empty, a join reads it all.
    ) as known
    group by 1
  ) as counted
  cross join lateral (
    select
      array_agg(talk.started_at order by talk.started_at, talk.id) as started_at,
      array_agg(talk.id order by talk.started_at, talk.id) as ids,
      array_agg(current.rubric_version order by talk.started_at, talk.id) as rubrics,
      array_agg(current.score order by talk.started_at, talk.id) as scores
    from private.counted_conversations as talk
    cross join lateral (
      select newest.rubric_version, newest.score
      from public.current_conversation_scores as newest
      where newest.domain_id = talk.domain_id and newest.conversation_id = talk.id
      limit 1 -- There is one at most; said so, the view is asked for this conversation alone.
    ) as current
    where
      talk.domain_id = store_day_facts.domain_id
      and talk.started_at >= counted.day::timestamp at time zone 'UTC'
      and talk.started_at < (counted.day + 1)::timestamp at time zone 'UTC'
      and talk.score is not null
  ) as judged;
end;
$$;

comment on function private.store_day_facts(uuid, date [], private.person_fact []) is
'Writes the rows of day_facts of these days anew; a day without facts has none.';

revoke all on function private.store_day_facts(uuid, date [], private.person_fact []) from public;

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
    perform private.join_halves(domain_id, above::smallint, blocks);
    blocks := array(select distinct block >> 1 from unnest(blocks) as block);
  end loop;
end;
$$;

comment on function private.join_blocks(uuid, date []) is
'Writes every longer block that holds one of these days anew, each from its two halves.';

revoke all on function private.join_blocks(uuid, date []) from public;

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

-- Whole days (UTC) come as blocks, and so do halves of those in which the window begins and ends, if they are split
-- there, as at midnight of the client's time zone; else their facts.
create or replace function private.count_window(domain_id uuid, from_at timestamptz, to_at timestamptz)
returns private.window_counts
language plpgsql
stable
security invoker
set search_path = ''
set plan_cache_mode = force_generic_plan -- Looks up keys, whatever the window.
set enable_sort = off -- Sorting by chunk would copy all sets; the few that are joined fit in a hash table.
as $$
declare
  first_day constant integer := ceil(private.day_number(from_at));
  end_day constant integer := floor(private.day_number(to_at));
  -- The days of which only a part is in the window: that in which it begins, and that in which it ends.
  begins_on constant date := case when first_day > private.day_number(from_at) then (from_at at time zone 'UTC')::date end;
  ends_on constant date := case when end_day < private.day_number(to_at) then (to_at at time zone 'UTC')::date end;
  -- A part is half of a day where that is split there.
  splits constant timestamptz [] := case when begins_on is distinct from ends_on then array[from_at, to_at] else '{}' end;
  counts private.window_counts;
begin
  with whole as materialized (
    select covering.level, covering.block from private.window_blocks(first_day, end_day) as covering
    union all
    select -1, 2 * (stored.day - date '2000-01-01') + (stored.split_at = from_at)::integer
    from private.day_facts as stored
    where
      stored.domain_id = count_window.domain_id
      and stored.day in (begins_on, ends_on) and stored.split_at = any(splits)
  ), tree as (
    select part.chunk, bit_or(part.sets) as sets
    from whole
    inner join private.block_people as part
      on part.domain_id = count_window.domain_id and whole.level = part.level and whole.block = part.block
    group by part.chunk
  ), cut as materialized (
    -- Cut out of the row, as its facts are in the order of time.
    select
      stored.numbers[span.first : span.last] as numbers, stored.flags[span.first : span.last] as flags,
      stored.conversations[span.first : span.last] as conversations,
      stored.involved[span.first : span.last] as involved, stored.resolved[span.first : span.last] as resolved
    from private.day_facts as stored
    cross join lateral (
      select
        width_bucket(from_at - interval '1 microsecond', stored.happened_at) + 1 as first,
        width_bucket(to_at - interval '1 microsecond', stored.happened_at) as last
    ) as span
    where
      stored.domain_id = count_window.domain_id
      and stored.day in (begins_on, ends_on) and (stored.split_at = any(splits)) is not true
  ), edge as (
    -- Each person once, together with their chunk: joined one by one, each would be compared with every chunk.
    select person.number >> 12 as chunk, array_agg(person.number & 4095) as places, array_agg(person.flags) as flags
    from (
      select fact.number, bit_or(fact.flags) as flags
      from (select unnest(cut.numbers) as number, unnest(cut.flags) as flags from cut) as fact
      group by fact.number
    ) as person
    group by person.number >> 12
  )
  select
    sum(part.displayed), sum(part.conversed), sum(part.converted), sum(part.demo),
    sum(part.captured), sum(part.booked), sum(part.reached), sum(part.booked_or_conversed),
    sum(part.conversations), sum(part.involved), sum(part.resolved)
  into counts
  from (
    select
      bit_count(people.displayed) as displayed, bit_count(people.conversed) as conversed,
      bit_count(substring(tree.sets from 8193 for 4096)) as converted,
      bit_count(substring(tree.sets from 12289 for 4096)) as demo,
      bit_count(substring(tree.sets from 16385 for 4096)) as captured,
      bit_count(substring(tree.sets from 20481 for 4096)) as booked,
      bit_count(people.displayed | people.conversed) as reached,
      bit_count(substring(tree.sets from 24577 for 4096)) as booked_or_conversed,
      0 as conversations, 0 as involved, 0 as resolved
    from tree
    cross join lateral (
      select substring(tree.sets for 4096) as displayed, substring(tree.sets from 4097 for 4096) as conversed
    ) as people
    union all
    -- The persons at the edges, of each set those whom the blocks do not have in it.
    select
      count(*) filter (where person.flags & 1 > 0 and get_bit(tree.sets, person.place) is distinct from 1),
      count(*) filter (where person.flags & 2 > 0 and get_bit(tree.sets, 4096 + person.place) is distinct from 1),
      count(*) filter (where person.flags & 4 > 0 and get_bit(tree.sets, 8192 + person.place) is distinct from 1),
      count(*) filter (where person.flags & 8 > 0 and get_bit(tree.sets, 12288 + person.place) is distinct from 1),
      count(*) filter (where person.flags & 16 > 0 and get_bit(tree.sets, 16384 + person.place) is distinct from 1),
      count(*) filter (where person.flags & 32 > 0 and get_bit(tree.sets, 20480 + person.place) is distinct from 1),
      count(*) filter (
        where
          person.flags & 64 > 0 and get_bit(tree.sets, person.place) is distinct from 1
          and get_bit(tree.sets, 4096 + person.place) is distinct from 1
      ),
      count(*) filter (where person.flags & 128 > 0 and get_bit(tree.sets, 24576 + person.place) is distinct from 1),
      0, 0, 0
    from edge
    left join tree on edge.chunk = tree.chunk
    cross join lateral unnest(edge.places, edge.flags) as person (place, flags)
    union all
    select
      0, 0, 0, 0, 0, 0, 0, 0,
      (select sum(fact.n) from unnest(cut.conversations) as fact (n)),
      (select sum(fact.n) from unnest(cut.involved) as fact (n)),
      (select sum(fact.n) from unnest(cut.resolved) as fact (n))
    from cut
    union all
    select 0, 0, 0, 0, 0, 0, 0, 0, whole_counts.conversations, whole_counts.involved, whole_counts.resolved
    from whole
    inner join private.block_counts as whole_counts
      on
        whole_counts.domain_id = count_window.domain_id
        and whole.level = whole_counts.level and whole.block = whole_counts.block
    union all
    values (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
  ) as part;
  return counts;
end;
$$;

comment on function private.count_window(uuid, timestamptz, timestamptz) is
'Persons and conversations of a domain from from_at to before to_at, from the rollups.';

revoke all on function private.count_window(uuid, timestamptz, timestamptz) from public;
