create or replace function public.event_activity(
  filter jsonb default '{}',
  bucket text default 'day',
  time_zone text default null
)
returns table (
  begins_on date,
  from_at timestamptz,
  to_at timestamptz,
  state text,
  active_users bigint,
  events bigint
)
language plpgsql
stable
security definer -- definer: whoever may see numbers need not see the log
rows 30
set search_path = ''
as $$
declare
  wanted constant private.engagement_filter := private.read_activity_filter(filter);
  tenants constant uuid [] := private.report_domains('analytics.view', (wanted).domain_ids);
  reported constant private.report_window := private.read_report_window(wanted, time_zone);
begin
  return query
  select part.begins_on, part.from_at, part.to_at, part.state, counted.active_users, counted.events
  from private.report_buckets(reported, bucket) as part
  cross join lateral (
    select
      count(distinct (e.domain_id, e.actor_id)) filter (where e.actor_kind = 'user') as active_users,
      coalesce(sum(e.events), 0)::bigint as events
    from private.counted_events as e
    where e.domain_id = any(tenants) and e.occurred_at >= part.from_at and e.occurred_at < part.to_at
  ) as counted
  order by part.begins_on;
end;
$$;

comment on function public.event_activity(jsonb, text, text) is
'How many events the log has of each day, week (from Monday) or month of a window, and how many users of the platform did them, also where it begins or ends within a day. For who was active, ask activity_series(): it counts visitors too, whole days, and reads no events. Only kinds of events that the catalogue calls active now count, in the past too; test events never do. A user of two domains counts in each. state: partial (not over), provisional or final. filter: from, to and domain_ids, as client_dashboard; bucket: day, week or month; time_zone: IANA name. Reads the events themselves, and tallies by quarter hours for months that are archived: a month of the largest domains takes longer than a day. '
'Needs analytics.view. Errors: 22023 INVALID_INPUT; 42501 PERMISSION_DENIED. Example: {"filter": {"from": "2026-11-01T00:00:00Z"}, "bucket": "day", "time_zone": "UTC"}';
revoke all on function public.event_activity(jsonb, text, text) from public, anon, service_role;
grant execute on function public.event_activity(jsonb, text, text) to authenticated;
