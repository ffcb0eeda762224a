-- The sets of persons that every dashboard asks stand behind each other in one string, as they are: to join two blocks
-- is one step, where each set was unpacked and joined by itself. What is stored is put together, not counted anew.
set local check_function_bodies = off;

alter table private.block_people
  add column sets bit(28672);

alter table private.block_people
  alter column sets set storage plain;

update private.block_people set
  sets = displayed || conversed || converted || demo || captured || booked || booked_or_conversed;

-- Nobody but the functions below reads the table, and only the worker writes it.
-- squawk-ignore adding-not-nullable-field
alter table private.block_people alter column sets set not null;

-- squawk-ignore ban-drop-column
alter table private.block_people drop column booked_or_conversed;

-- squawk-ignore ban-drop-column
alter table private.block_people drop column booked;

-- squawk-ignore ban-drop-column
alter table private.block_people drop column captured;

-- squawk-ignore ban-drop-column
alter table private.block_people drop column conversed;

-- squawk-ignore ban-drop-column
alter table private.block_people drop column converted;

-- squawk-ignore ban-drop-column
alter table private.block_people drop column demo;

-- squawk-ignore ban-drop-column
alter table private.block_people drop column displayed;

-- squawk-ignore ban-drop-column
alter table private.block_people drop column reached;

create or replace function private.count_window(
  domain_id uuid,
  from_at timestamp with time zone,
  to_at timestamp with time zone
)
  returns private.window_counts
  language plpgsql
  stable
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan'
  as $function$
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
    select part.chunk, bit_or(part.sets) as sets
    from private.window_blocks(first_day, end_day) as whole
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
    where stored.domain_id = count_window.domain_id and stored.day = any(edges)
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
$function$;

create or replace function private.join_blocks(
  domain_id uuid,
  days date[]
)
  returns void
  language plpgsql
  set search_path to ''
  as $function$
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
$function$;

create or replace function private.store_day_blocks(
  domain_id uuid,
  days date[]
)
  returns void
  language plpgsql
  set search_path to ''
  as $function$
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
$function$;

comment on column private.block_people.sets is 'Seven sets of 4096 persons, one behind the other: displayed, conversed, converted, demo, captured, booked, booked_or_conversed. Who was reached is displayed or conversed.';
