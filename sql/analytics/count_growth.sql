-- requires: sql/analytics/active_sets.sql sql/analytics/period_marks.sql
create or replace function private.count_growth(
  domain_ids uuid [],
  periods private.activity_period [],
  time_zone text
)
returns table (place integer, active bigint, new_people bigint, retained bigint)
language plpgsql
stable
security invoker
rows 30
set search_path = ''
as $$
declare
  nobody constant bit(4096) := repeat('0', 4096)::bit(4096);
  midnights constant timestamptz [] := private.period_marks(periods);
begin
  return query
  select
    part.place, coalesce(sum(bit_count(told.people)), 0)::bigint,
    coalesce(sum(bit_count(told.people & ~told.seen_before)), 0)::bigint,
    coalesce(sum(bit_count(told.people & told.just_before)), 0)::bigint
  from unnest(periods) with ordinality as part (place, begins_on, from_at, to_at, state, number)
  left join (
    select
      seen.place, seen.people,
      coalesce(
        bit_or(seen.people) over (person rows between unbounded preceding and 1 preceding), nobody
      ) as seen_before,
      case when lag(seen.place) over person = seen.place - 1 then lag(seen.people) over person else nobody end
      as just_before
    from private.active_sets(domain_ids, midnights, time_zone) as seen
    window person as (partition by seen.domain_id, seen.chunk order by seen.place)
  ) as told on part.number = told.place
  group by part.place;
end;
$$;

comment on function private.count_growth(uuid [], private.activity_period [], text) is
'Persons who were active in each period, those of them who never were before, and those who were in the period before.';

revoke all on function private.count_growth(uuid [], private.activity_period [], text) from public;
