create or replace function public.dashboard_series(
  filter jsonb default '{}',
  bucket text default 'day',
  time_zone text default null
)
returns table (
  begins_on date,
  from_at timestamptz,
  to_at timestamptz,
  state text,
  displayed bigint,
  engaged bigint,
  conversations bigint,
  converted bigint,
  demos bigint,
  emails_only bigint,
  booked_with_agent bigint,
  seen_without_agent bigint,
  booked_without_agent bigint,
  involved bigint,
  resolved bigint
)
language plpgsql
stable
security definer -- definer: the rollups are readable by nobody
rows 30
set search_path = ''
as $$
declare
  wanted constant private.engagement_filter := private.read_engagement_filter(filter);
  tenants constant uuid [] := private.report_domains('analytics.view', (wanted).domain_ids);
  reported constant private.report_window := private.read_report_window(wanted, time_zone);
begin
  return query
  select
    part.begins_on, part.from_at, part.to_at, part.state,
    n.displayed, n.conversed, n.conversations, n.converted, n.demo, n.captured - n.demo, n.booked,
    n.reached - n.conversed, n.booked_or_conversed - n.conversed, n.involved, n.resolved
  from private.report_buckets(reported, bucket) as part
  cross join lateral private.count_report(wanted, tenants, part.from_at, part.to_at) as n
  order by part.begins_on;
end;
$$;

comment on function public.dashboard_series(jsonb, text, text) is
'The counts of client_dashboard for each day, week (from Monday) or month of the window, at most 400 of them. A person counts once in each part, so parts do not add up to the whole. state: partial (not over, or cut by the window), provisional or final. bucket: day, week or month. filter and time_zone: as client_dashboard. '
'Needs analytics.view. Errors: 22023 INVALID_INPUT; 42501 PERMISSION_DENIED. Example: {"filter": {"from": "2026-10-01T00:00:00-03:00"}, "bucket": "week", "time_zone": "America/Argentina/Buenos_Aires"}';

revoke all on function public.dashboard_series(jsonb, text, text) from public, anon;
grant execute on function public.dashboard_series(jsonb, text, text) to authenticated;
