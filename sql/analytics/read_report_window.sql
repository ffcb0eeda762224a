-- requires: sql/analytics/report_window.sql sql/analytics/report_time_zone.sql
-- requires: sql/analytics/bucket_state.sql sql/engagement/engagement_filter.sql
-- Periods from midnight to midnight are compared with as many days before, which a change of clocks may
-- make an hour longer; others with the same duration.
create or replace function private.read_report_window(wanted private.engagement_filter, time_zone text)
returns private.report_window
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  zone constant text := private.report_time_zone(time_zone);
  to_at constant timestamptz := coalesce((wanted)."to", date_trunc('day', now(), zone));
  local_to constant timestamp := to_at at time zone zone;
  from_at constant timestamptz := coalesce((wanted)."from", (local_to - interval '30 days') at time zone zone);
  local_from constant timestamp := from_at at time zone zone;
  previous_from_at timestamptz := from_at - (to_at - from_at);
begin
  if from_at >= to_at then
    perform private.bad_input('filter.to', 'must be after filter.from');
  end if;
  if from_at < timestamptz '2000-01-01 00:00+00' or to_at > now() + interval '100 years' then
    perform private.bad_input('filter.from', 'must be in this century');
  end if;
  if date_trunc('day', local_from) = local_from and date_trunc('day', local_to) = local_to then
    previous_from_at := (local_from - (local_to - local_from)) at time zone zone;
  end if;
  return row(zone, from_at, to_at, previous_from_at, private.bucket_state(to_at));
end;
$$;

comment on function private.read_report_window(private.engagement_filter, text) is
'The window of a report: from and to of the filter; without them the last 30 whole days in the time zone. Raises 22023.';

revoke all on function private.read_report_window(private.engagement_filter, text) from public;
