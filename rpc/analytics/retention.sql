create or replace function public.retention(
  filter jsonb default '{}',
  bucket text default 'week',
  variant text default 'n_day',
  time_zone text default null,
  cohort text default 'first_active'
)
returns table (
  cohort_on date,
  later integer,
  state text,
  cohort_size bigint,
  active bigint,
  rate numeric
)
language plpgsql
stable
security definer -- definer: the rollups are readable by nobody
rows 500
set search_path = ''
as $$
declare
  most constant integer := 100;
  wanted constant private.engagement_filter := private.read_activity_filter(filter);
  tenants constant uuid [] := private.report_domains('analytics.view', (wanted).domain_ids);
  reported constant private.report_window := private.read_report_window(wanted, time_zone);
  periods constant private.activity_period [] := array(
    select part from private.activity_periods(reported, bucket) as part
  );
begin
  if variant in ('n_day', 'unbounded') is not true then
    perform private.bad_input('variant', 'must be n_day or unbounded');
  end if;
  if retention.cohort in ('first_active', 'sign_up') is not true then
    perform private.bad_input('cohort', 'must be first_active or sign_up');
  end if;
  if cardinality(periods) > most then
    perform private.bad_input('bucket', format('gives more than %s cohorts; take a longer one', most));
  end if;
  return query
  with cell as materialized (
    select told.*
    from private.retention_cells(
      tenants, periods, reported.time_zone, variant = 'unbounded', retention.cohort = 'sign_up'
    ) as told
  ), average as (
    select
      null::integer as cohort, cell.later,
      case
        when bool_and(cell.state = 'partial') then 'partial' when bool_or(cell.state = 'provisional') then 'provisional'
        else 'final'
      end as state,
      (sum(cell.cohort_size) filter (where cell.state <> 'partial'))::bigint as cohort_size,
      sum(cell.active)::bigint as active
    from cell
    group by cell.later
  )
  select
    (periods[told.cohort]).begins_on, told.later, told.state, told.cohort_size, told.active,
    told.active::numeric / nullif(told.cohort_size, 0)
  from (select * from cell union all select * from average) as told
  order by 1 nulls first, 2;
end;
$$;

comment on function public.retention(jsonb, text, text, text, text) is
'Who comes back. A cohort are the persons who were active for the first time in a day, week or month (cohort_on) that the window touches, at most 100; a row says how many of cohort_size were active so many periods later (0: in their own), and the rate. cohort: first_active, or sign_up for the users of a platform who signed up then (joined_at), whether or not they were ever active. variant: n_day counts who was active in exactly that period, unbounded in that one or a later one of the window. Periods are those of the calendar in time_zone. active and rate are null while the period is not over. '
'Rows without cohort_on are the weighted average over the cohorts whose cell is over; state partial: none is. filter, bucket and time_zone: as activity_series. What was before a domain''s stats_valid_from is not known, so everybody is new then, and nobody signed up before. '
'Needs analytics.view. Errors: 22023 INVALID_INPUT; 42501 PERMISSION_DENIED. Example: {"filter": {"from": "2026-09-01T00:00:00Z"}, "bucket": "week", "variant": "unbounded", "time_zone": "UTC"}';

revoke all on function public.retention(jsonb, text, text, text, text) from public, anon;
grant execute on function public.retention(jsonb, text, text, text, text) to authenticated;
