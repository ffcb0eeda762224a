create or replace function public.growth_accounting(
  filter jsonb default '{}',
  bucket text default 'week',
  time_zone text default null
)
returns table (
  begins_on date,
  from_at timestamptz,
  to_at timestamptz,
  state text,
  active bigint,
  previous bigint,
  new_people bigint,
  retained bigint,
  resurrected bigint,
  churned bigint,
  delta bigint,
  variation numeric
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
  periods constant private.activity_period [] := array(
    select part from private.activity_periods(reported, bucket, 1) as part
  );
  counts_since constant timestamptz := private.active_since(tenants, reported.time_zone);
begin
  return query
  with counted as materialized (
    select n.* from private.count_growth(tenants, periods, reported.time_zone) as n
  )
  select
    part.begins_on, part.from_at, part.to_at, part.state,
    n.active, before.active, n.new_people, n.retained,
    n.active - n.new_people - n.retained, before.active - n.retained, n.active - before.active,
    case
      when part.state <> 'partial' and earlier.from_at >= counts_since
        then (n.active - before.active)::numeric / nullif(before.active, 0)
    end
  from unnest(periods) as part
  inner join counted as n on part.place = n.place
  inner join counted as before on before.place = part.place - 1
  inner join unnest(periods) as earlier on earlier.place = part.place - 1
  order by part.begins_on;
end;
$$;

comment on function public.growth_accounting(jsonb, text, text) is
'Where the active persons of each day, week or month that the window touches (whole, at most 400) came from: new_people (never active before), retained (active in the period before), resurrected (active earlier, not in the period before), and churned: active in the period before (previous), not in this one. active = new_people + retained + resurrected; delta = active - previous = new_people + resurrected - churned. '
'variation: delta / previous; null where previous is 0, while the period is not over, and where a domain of the filter does not count for all of both periods. filter, bucket, time_zone and state: as activity_series. '
'Needs analytics.view. Errors: 22023 INVALID_INPUT; 42501 PERMISSION_DENIED. Example: {"filter": {"from": "2026-09-01T00:00:00Z"}, "bucket": "month", "time_zone": "UTC"}';

revoke all on function public.growth_accounting(jsonb, text, text) from public, anon;
grant execute on function public.growth_accounting(jsonb, text, text) to authenticated;
