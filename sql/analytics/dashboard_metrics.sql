-- requires: sql/analytics/window_counts.sql sql/analytics/ratio_tile.sql
create or replace function private.dashboard_metrics(
  n private.window_counts,
  p private.window_counts,
  is_comparable boolean
)
returns jsonb
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  return jsonb_build_object(
    'displayed', private.metric_tile(n.displayed, p.displayed, is_comparable),
    'engaged', private.metric_tile(n.conversed, p.conversed, is_comparable),
    'conversations', private.metric_tile(n.conversations, p.conversations, is_comparable),
    'engagement_rate',
    private.ratio_tile(n.conversed, n.displayed, p.conversed, p.displayed, is_comparable),
    'conversion_rate',
    private.ratio_tile(n.converted, n.conversed, p.converted, p.conversed, is_comparable),
    'demo_rate', private.ratio_tile(n.demo, n.conversed, p.demo, p.conversed, is_comparable),
    'email_only_rate',
    private.ratio_tile(n.captured - n.demo, n.conversed, p.captured - p.demo, p.conversed, is_comparable),
    'booking_rate_with_agent',
    private.ratio_tile(n.booked, n.conversed, p.booked, p.conversed, is_comparable),
    'booking_rate_without_agent',
    private.ratio_tile(
      n.booked_or_conversed - n.conversed, n.reached - n.conversed,
      p.booked_or_conversed - p.conversed, p.reached - p.conversed, is_comparable
    ),
    'involvement_rate',
    private.ratio_tile(n.involved, n.conversations, p.involved, p.conversations, is_comparable),
    'resolution_rate', private.ratio_tile(n.resolved, n.involved, p.resolved, p.involved, is_comparable),
    'automation_rate',
    private.ratio_tile(n.resolved, n.conversations, p.resolved, p.conversations, is_comparable)
  );
end;
$$;

comment on function private.dashboard_metrics(private.window_counts, private.window_counts, boolean) is
'The tiles of the dashboard from the counts of a window and of the one before.';

revoke all on function private.dashboard_metrics(private.window_counts, private.window_counts, boolean)
from public;
