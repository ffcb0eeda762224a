create or replace function public.activity_series(
  filter jsonb default '{}',
  bucket text default 'day',
  time_zone text default null
)
returns table (
  begins_on date,
  from_at timestamptz,
  to_at timestamptz,
  state text,
  metric text,
  active bigint,
  wau_7d bigint,
  mau_30d bigint,
  average_dau_30d numeric,
  stickiness numeric
)
language plpgsql
stable
security definer -- definer: the rollups are readable by nobody
rows 30
set search_path = ''
as $$
declare
  wanted constant private.engagement_filter := private.read_activity_filter(filter);
  tenants constant uuid [] := private.report_domains('analytics.view', (wanted).domain_ids);
  reported constant private.report_window := private.read_report_window(wanted, time_zone);
  is_daily constant boolean := bucket is not distinct from 'day';
  periods constant private.activity_period [] := array(
    select part from private.activity_periods(reported, bucket, case when is_daily then 29 else 0 end) as part
  );
  counts_since constant timestamptz := private.active_since(tenants, reported.time_zone);
begin
  return query
  select
    part.begins_on, part.from_at, part.to_at, part.state,
    case bucket when 'day' then 'dau' when 'week' then 'wau_calendar' else 'mau_calendar' end,
    n.active,
    case when is_daily then n.active_7 end,
    case when is_daily then n.active_30 end,
    month.average,
    month.average / nullif(n.active_30, 0)
  from unnest(periods) as part
  inner join private.count_activity(tenants, periods, reported.time_zone) as n on part.place = n.place
  left join unnest(periods) as earliest on is_daily and earliest.place = part.place - 29
  cross join lateral (
    select case when part.state <> 'partial' and earliest.from_at >= counts_since then n.sum_30 / 30.0 end as average
  ) as month
  where part.place > 0
  order by part.begins_on;
end;
$$;

comment on function public.activity_series(jsonb, text, text) is
'How many distinct persons were active in each day, week (from Monday) or month that the window touches, whole, at most 400 of them. metric says what active is: dau, wau_calendar or mau_calendar. By day also wau_7d and mau_30d (that day and the 6 or 29 before), average_dau_30d (mean of dau over the same 30 days) and stickiness (average_dau_30d / mau_30d); these two are null while the day is not over, and where a domain of the filter does not count for all 30 days. '
'Active: did something that day, see docs/metrics.md; a person of two domains counts in each. state: partial (not over), provisional or final. filter: from, to and domain_ids, as client_dashboard; bucket: day, week or month; time_zone: IANA name, it decides where days begin. '
'Needs analytics.view. Errors: 22023 INVALID_INPUT; 42501 PERMISSION_DENIED. Example: {"filter": {"from": "2026-10-01T00:00:00-03:00"}, "bucket": "day", "time_zone": "America/Argentina/Buenos_Aires"}';

revoke all on function public.activity_series(jsonb, text, text) from public, anon;
grant execute on function public.activity_series(jsonb, text, text) to authenticated;
