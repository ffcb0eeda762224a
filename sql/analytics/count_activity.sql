-- requires: sql/analytics/active_sets.sql sql/analytics/period_marks.sql
create or replace function private.count_activity(
  domain_ids uuid [],
  periods private.activity_period [],
  time_zone text
)
returns table (place integer, active bigint, active_7 bigint, active_30 bigint, sum_30 bigint)
language plpgsql
stable
security invoker
rows 30
set search_path = ''
as $$
declare
  midnights constant timestamptz [] := private.period_marks(periods);
begin
  return query
  with told as materialized (
    select seen.* from private.active_sets(domain_ids, midnights, time_zone) as seen where seen.place > 0
  ), rolling as (
    select
      part.place, bit_count(told.people) as active,
      bit_count(bit_or(told.people) over (person rows between 6 preceding and current row)) as active_7,
      bit_count(bit_or(told.people) over (person rows between 29 preceding and current row)) as active_30
    from (select distinct listed.domain_id, listed.chunk from told as listed) as every
    cross join generate_series(1, cardinality(periods)) as part (place)
    left join told using (domain_id, chunk, place)
    window person as (partition by domain_id, chunk order by part.place)
  ), summed as (
    select
      (periods[rolling.place]).place, sum(rolling.active) as active,
      sum(rolling.active_7) as active_7, sum(rolling.active_30) as active_30
    from rolling
    group by rolling.place
  )
  select
    part.place, coalesce(summed.active, 0)::bigint, coalesce(summed.active_7, 0)::bigint,
    coalesce(summed.active_30, 0)::bigint,
    (sum(coalesce(summed.active, 0)) over (order by part.place rows between 29 preceding and current row))::bigint
  from unnest(periods) as part
  left join summed on part.place = summed.place;
end;
$$;

comment on function private.count_activity(uuid [], private.activity_period [], text) is
'Persons who were active in each period, in it and the 6 before, in it and the 29 before, and the sum of the counts of these 30.';

revoke all on function private.count_activity(uuid [], private.activity_period [], text) from public;
