-- requires: sql/analytics/window_blocks.sql sql/analytics/day_number.sql sql/analytics/first_whole_day.sql
-- requires: sql/analytics/day_facts.sql sql/analytics/block_people.sql sql/identity/domains.sql
-- Whole days (UTC) come as blocks; of a day (UTC) with one of the marks in it, the moments of day_facts. These are
-- the first and the last of a person in that day: right while no two marks fall into one day (UTC), so marks
-- are midnights of one time zone.
create or replace function private.active_sets(domain_ids uuid [], midnights timestamptz [], time_zone text)
returns table (domain_id uuid, place integer, chunk integer, people bit(4096))
language plpgsql
stable
security invoker
rows 1000
set search_path = ''
set plan_cache_mode = force_generic_plan -- Looks up keys, whatever the periods.
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
set jit = off -- What seqscan costs where it cannot be avoided would make it compile every plan.
as $$
declare
  nobody constant bit(4096) := repeat('0', 4096)::bit(4096);
  tenant record;
  marks timestamptz [];
begin
  for tenant in
    select
      one.id,
      coalesce(private.first_whole_day(one.stats_valid_from, time_zone), '2000-01-01 00:00+00') as valid_from
    from public.domains as one
    where one.id = any(domain_ids)
  loop
    marks := array[tenant.valid_from] || array(
      select greatest(mark.at, tenant.valid_from) from unnest(midnights) with ordinality as mark (at, place)
      order by mark.place
    );
    return query
    select tenant.id, piece.place - 1, piece.chunk, bit_or(piece.active)::bit(4096)
    from (
      select part.place, stored.chunk, stored.active
      from generate_series(1, cardinality(marks) - 1) as part (place)
      cross join lateral private.window_blocks(
        ceil(private.day_number(marks[part.place]))::integer,
        floor(private.day_number(marks[part.place + 1]))::integer
      ) as whole
      inner join private.block_people as stored
        on stored.domain_id = tenant.id and whole.level = stored.level and whole.block = stored.block
      union all
      select
        width_bucket(fact.at, marks), fact.number >> 12, set_bit(nobody, fact.number & 4095, 1)
      from (
        select distinct (mark at time zone 'UTC')::date as day from unnest(marks) as mark
        where private.day_number(mark) % 1 <> 0
      ) as cut
      inner join private.day_facts as stored on stored.domain_id = tenant.id and cut.day = stored.day
      cross join lateral (
        -- Taken apart in the select list, which is quicker than in from.
        select unnest(stored.happened_at) as at, unnest(stored.numbers) as number, unnest(stored.flags) as flags
      ) as fact
      where fact.flags & 256 > 0 and fact.at >= marks[1] and fact.at < marks[cardinality(marks)]
    ) as piece
    group by piece.place, piece.chunk
    having bit_or(piece.active) <> nobody;
  end loop;
end;
$$;

comment on function private.active_sets(uuid [], timestamptz [], text) is
'Who was active from each midnight (place 1, 2 …) to the next, by domain and chunk, from the rollups; place 0: before the first. A domain counts from the first whole day after its stats_valid_from on.';

revoke all on function private.active_sets(uuid [], timestamptz [], text) from public;
