-- requires: sql/analytics/window_counts.sql sql/analytics/window_blocks.sql sql/analytics/day_number.sql
-- requires: sql/analytics/day_facts.sql sql/analytics/block_people.sql sql/analytics/block_counts.sql
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
