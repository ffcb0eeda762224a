create or replace function public.client_dashboard(filter jsonb default '{}', time_zone text default null)
returns jsonb
language plpgsql
stable
security definer -- definer: the rollups are readable by nobody
set search_path = ''
as $$
declare
  wanted constant private.engagement_filter := private.read_engagement_filter(filter);
  tenants constant uuid [] := private.report_domains('analytics.view', (wanted).domain_ids);
  reported constant private.report_window := private.read_report_window(wanted, time_zone);
  cuts jsonb;
  is_comparable boolean;
  n private.window_counts;
  p private.window_counts;
  scores private.block_scores [];
  previous_scores private.block_scores [];
  metrics jsonb;
begin
  select coalesce(jsonb_object_agg(tenant.id, tenant.stats_valid_from), '{}') into cuts
  from public.domains as tenant
  where tenant.id = any(tenants) and tenant.stats_valid_from > reported.previous_from_at;
  is_comparable := reported.state <> 'partial' and cuts = '{}';
  n := private.count_report(wanted, tenants, reported.from_at, reported.to_at);
  p := private.count_report(wanted, tenants, reported.previous_from_at, reported.from_at);
  scores := array(
    select s from private.score_report(wanted, tenants, reported.from_at, reported.to_at) as s
  );
  previous_scores := array(
    select s from private.score_report(wanted, tenants, reported.previous_from_at, reported.from_at) as s
  );
  metrics := private.dashboard_metrics(n, p, is_comparable);
  return jsonb_build_object(
    'from', reported.from_at,
    'to', reported.to_at,
    'previous_from', reported.previous_from_at,
    'time_zone', reported.time_zone,
    'state', reported.state,
    'domain_ids', tenants,
    'stats_valid_from', cuts,
    'is_comparable', is_comparable,
    'is_up_to_date', private.counted_all(tenants),
    'metrics', metrics,
    'lift', private.booking_lift(metrics),
    'quality', private.dashboard_quality(scores, previous_scores, n, p, is_comparable),
    'highlights', private.scored_highlights(scores)
    || private.topic_highlights(wanted, tenants, reported, is_comparable)
  );
end;
$$;

comment on function public.client_dashboard(jsonb, text) is
'The numbers of the dashboard over the domains of the filter (null: all mine that are in production), with the equal period before. filter: from, to (half-open; without them the last 30 whole days), domain_ids, and the others of list_conversations: where they leave out conversations, what concerns the widget alone is null, and conversations.view is needed too; tests never count. time_zone: IANA name, else the preference report_time_zone; it decides where days begin. '
'Each of metrics: value, previous, delta, variation (null where previous is 0 or is_comparable is false); ratios with numerator and denominator. state: partial, provisional (late events may come) or final. stats_valid_from: domains that begin later than asked. is_up_to_date: whether everything stored is counted. See docs/metrics.md. '
'Needs analytics.view. Errors: 22023 INVALID_INPUT; 42501 PERMISSION_DENIED for a domain that is not yours. Example: {"filter": {"from": "2026-10-01T00:00:00+02:00", "to": "2026-11-01T00:00:00+01:00"}, "time_zone": "Europe/Paris"}';

revoke all on function public.client_dashboard(jsonb, text) from public, anon;
grant execute on function public.client_dashboard(jsonb, text) to authenticated;
