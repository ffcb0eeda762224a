-- requires: sql/analytics/active_sets.sql sql/analytics/period_marks.sql
create or replace function private.count_retention(
  domain_ids uuid [],
  periods private.activity_period [],
  time_zone text,
  is_unbounded boolean
)
returns table (cohort integer, later integer, people bigint)
language plpgsql
stable
security invoker
rows 500
set search_path = ''
as $$
declare
  nobody constant bit(4096) := repeat('0', 4096)::bit(4096);
  midnights constant timestamptz [] := private.period_marks(periods);
begin
  return query
  with told as materialized (
    select
      seen.domain_id, seen.chunk, seen.place, seen.people,
      seen.people & ~coalesce(
        bit_or(seen.people) over (person order by seen.place rows between unbounded preceding and 1 preceding),
        nobody
      ) as first_seen,
      seen.people & ~coalesce(
        bit_or(seen.people) over (person order by seen.place desc rows between unbounded preceding and 1 preceding),
        nobody
      ) as last_seen
    from private.active_sets(domain_ids, midnights, time_zone) as seen
    window person as (partition by seen.domain_id, seen.chunk)
  )
  -- Who was active in a period or later is who was so for the last time then.
  select
    begun.place, again.place - begun.place,
    sum(bit_count(begun.first_seen & case when is_unbounded then again.last_seen else again.people end))::bigint
  from told as begun
  inner join told as again using (domain_id, chunk)
  where begun.place > 0 and again.place >= begun.place and begun.first_seen <> nobody
  group by 1, 2;
end;
$$;

comment on function private.count_retention(uuid [], private.activity_period [], text, boolean) is
'Of the persons who were active for the first time in a period (cohort), how many were so again so many periods later; or, unbounded, were so for the last time then. Pairs with nobody may be missing.';

revoke all on function private.count_retention(uuid [], private.activity_period [], text, boolean) from public;
