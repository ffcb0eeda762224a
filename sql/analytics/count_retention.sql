-- requires: sql/analytics/active_sets.sql sql/analytics/period_marks.sql sql/analytics/sign_up_sets.sql
create or replace function private.count_retention(
  domain_ids uuid [],
  periods private.activity_period [],
  time_zone text,
  is_unbounded boolean,
  is_by_sign_up boolean
)
returns table (cohort integer, later integer, people bigint)
language plpgsql
stable
security invoker
rows 500
set search_path = ''
as $$
declare
  midnights constant timestamptz [] := private.period_marks(periods);
begin
  return query
  with told as materialized (
    select
      seen.domain_id, seen.chunk, seen.place, seen.people,
      coalesce(seen.people & ~bit_or(seen.people) over before_it, seen.people) as first_seen,
      coalesce(seen.people & ~bit_or(seen.people) over after_it, seen.people) as last_seen
    from private.active_sets(domain_ids, midnights, time_zone) as seen
    window
      person as (partition by seen.domain_id, seen.chunk order by seen.place),
      before_it as (person rows between unbounded preceding and 1 preceding),
      after_it as (person rows between 1 following and unbounded following)
  ), begun as (
    select told.domain_id, told.chunk, told.place, told.first_seen as people, bit_count(told.first_seen) as number
    from told
    where not is_by_sign_up and told.place > 0
    union all
    select joined.domain_id, joined.chunk, joined.place, joined.people, joined.signed_up
    from private.sign_up_sets(domain_ids, midnights, time_zone) as joined
    where is_by_sign_up
  )
  -- Who was active in a period or later is who was so for the last time then.
  select
    begun.place, again.place - begun.place,
    sum(bit_count(begun.people & case when is_unbounded then again.last_seen else again.people end))::bigint
  from begun
  inner join told as again using (domain_id, chunk)
  where again.place >= begun.place
  group by 1, 2
  union all
  select begun.place, null, sum(begun.number)::bigint from begun group by 1;
end;
$$;

comment on function private.count_retention(uuid [], private.activity_period [], text, boolean, boolean) is
'Of the persons who were active for the first time in a period (cohort), or signed up in it, how many were active so many periods later; or, unbounded, for the last time then. later null: how many there are in the cohort. Pairs with nobody may be missing.';

revoke all on function private.count_retention(uuid [], private.activity_period [], text, boolean, boolean) from public;
