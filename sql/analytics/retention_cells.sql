-- requires: sql/analytics/count_retention.sql
create or replace function private.retention_cells(
  domain_ids uuid [],
  periods private.activity_period [],
  time_zone text,
  is_unbounded boolean
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
    select counted.* from private.count_retention(domain_ids, periods, time_zone, is_unbounded) as counted
  ), cell as (
    select
      begun.place as cohort, part.place - begun.place as later, part.state,
      coalesce(told.people, 0) as people
    from unnest(periods) as begun
    inner join unnest(periods) as part on begun.place <= part.place
    left join told on begun.place = told.cohort and part.place - begun.place = told.later
  )
  select
    cell.cohort, cell.later, cell.state,
    case when is_unbounded
      then (sum(cell.people) over (partition by cell.cohort))::bigint
      else first_value(cell.people) over (partition by cell.cohort order by cell.later)
    end,
    case
      when cell.state = 'partial' then null
      when is_unbounded then (sum(cell.people) over (partition by cell.cohort order by cell.later desc))::bigint
      else cell.people
    end
  from cell;
end;
$$;

comment on function private.retention_cells(uuid [], private.activity_period [], text, boolean) is
'Each cohort with each period from its own on: its size, and who of it was active then (or, unbounded, then or later); null while the period is not over.';

revoke all on function private.retention_cells(uuid [], private.activity_period [], text, boolean) from public;
