-- requires: sql/analytics/window_counts.sql sql/analytics/window_blocks.sql sql/analytics/day_number.sql
-- requires: sql/analytics/day_facts.sql sql/analytics/block_people.sql sql/analytics/block_counts.sql
-- Whole days (UTC) come as blocks; of the days in which the window begins and ends, their facts.
create or replace function private.count_window(domain_id uuid, from_at timestamptz, to_at timestamptz)
returns private.window_counts
language plpgsql
stable
security invoker
set search_path = ''
set plan_cache_mode = force_generic_plan -- Looks up keys, whatever the window.
as $$
declare
  first_day constant integer := ceil(private.day_number(from_at));
  end_day constant integer := floor(private.day_number(to_at));
  -- The days that are only partly in the window.
  edges constant date [] := array[
    case when first_day > private.day_number(from_at) then (from_at at time zone 'UTC')::date end,
    case when end_day < private.day_number(to_at) then (to_at at time zone 'UTC')::date end
  ];
  counts private.window_counts;
begin
  with tree as (
    select
      part.chunk, bit_or(part.displayed) as displayed, bit_or(part.conversed) as conversed,
      bit_or(part.converted) as converted, bit_or(part.demo) as demo, bit_or(part.captured) as captured,
      bit_or(part.booked) as booked, bit_or(part.reached) as reached,
      bit_or(part.booked_or_conversed) as booked_or_conversed
    from private.window_blocks(first_day, end_day) as whole
    inner join private.block_people as part
      on part.domain_id = count_window.domain_id and whole.level = part.level and whole.block = part.block
    group by part.chunk
  ), edge as (
    select fact.number, bit_or(fact.flags) as flags, sum(fact.conversations) as conversations,
      sum(fact.involved) as involved, sum(fact.resolved) as resolved
    from private.day_facts as stored
    cross join lateral unnest(
      stored.happened_at, stored.numbers, stored.flags, stored.conversations, stored.involved, stored.resolved
    ) as fact (at, number, flags, conversations, involved, resolved)
    where
      stored.domain_id = count_window.domain_id
      and stored.day = any(edges)
      and fact.at >= from_at and fact.at < to_at
    group by fact.number
  ), fresh as (
    -- Of each person at the edges, the sets in which the blocks do not have it.
    select
      edge.conversations, edge.involved, edge.resolved,
      edge.flags & ~coalesce(
        get_bit(tree.displayed, edge.number & 4095)
        + (get_bit(tree.conversed, edge.number & 4095) << 1)
        + (get_bit(tree.converted, edge.number & 4095) << 2)
        + (get_bit(tree.demo, edge.number & 4095) << 3)
        + (get_bit(tree.captured, edge.number & 4095) << 4)
        + (get_bit(tree.booked, edge.number & 4095) << 5)
        + (get_bit(tree.reached, edge.number & 4095) << 6)
        + (get_bit(tree.booked_or_conversed, edge.number & 4095) << 7),
        0
      ) as flags
    from edge
    left join tree on edge.number >> 12 = tree.chunk
  )
  select
    sum(part.displayed), sum(part.conversed), sum(part.converted), sum(part.demo),
    sum(part.captured), sum(part.booked), sum(part.reached), sum(part.booked_or_conversed),
    sum(part.conversations), sum(part.involved), sum(part.resolved)
  into counts
  from (
    select
      bit_count(displayed) as displayed, bit_count(conversed) as conversed,
      bit_count(converted) as converted, bit_count(demo) as demo, bit_count(captured) as captured,
      bit_count(booked) as booked, bit_count(reached) as reached,
      bit_count(booked_or_conversed) as booked_or_conversed, 0 as conversations, 0 as involved, 0 as resolved
    from tree
    union all
    select
      flags & 1, (flags >> 1) & 1, (flags >> 2) & 1, (flags >> 3) & 1, (flags >> 4) & 1,
      (flags >> 5) & 1, (flags >> 6) & 1, (flags >> 7) & 1, conversations, involved, resolved
    from fresh
    union all
    select 0, 0, 0, 0, 0, 0, 0, 0, whole_counts.conversations, whole_counts.involved, whole_counts.resolved
    from private.window_blocks(first_day, end_day) as whole
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
