-- requires: sql/analytics/count_retention.sql
create or replace function private.retention_cells(
  domain_ids uuid [],
  periods private.activity_period [],
  time_zone text,
  is_unbounded boolean,
  is_by_sign_up boolean
)
returns table (cohort integer, later integer, state text, cohort_size bigint, active bigint)
language plpgsql
stable
security invoker
rows 500
set search_path = ''
as $$
begin
  return query
  with told as materialized (
    select counted.*
    from private.count_retention(domain_ids, periods, time_zone, is_unbounded, is_by_sign_up) as counted
  ), cell as (
    select
      begun.place as cohort, part.place - begun.place as later, part.state,
      coalesce(size.people, 0) as cohort_size, coalesce(told.people, 0) as people
    from unnest(periods) as begun
    inner join unnest(periods) as part on begun.place <= part.place
    left join told on begun.place = told.cohort and part.place - begun.place = told.later
    left join told as size on begun.place = size.cohort and size.later is null
  )
  select
    cell.cohort, cell.later, cell.state, cell.cohort_size,
    case
      when cell.state = 'partial' then null
      when is_unbounded then (sum(cell.people) over (partition by cell.cohort order by cell.later desc))::bigint
      else cell.people
    end
  from cell;
end;
$$;

comment on function private.retention_cells(uuid [], private.activity_period [], text, boolean, boolean) is
'Each cohort with each period from its own on: its size, and how many of it was active then (or, unbounded, then or later); null while the period is not over.';

revoke all on function private.retention_cells(uuid [], private.activity_period [], text, boolean, boolean) from public;
