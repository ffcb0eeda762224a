-- requires: sql/analytics/trade_filter.sql sql/analytics/read_report_window.sql sql/analytics/cycles.sql
-- requires: sql/analytics/day_begins_at.sql
create or replace function private.read_cycle_window(wanted private.trade_filter, time_zone text)
returns private.report_window
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  chosen public.cycles;
  window_alone private.engagement_filter;
  reported private.report_window;
begin
  if num_nonnulls((wanted)."from", (wanted)."to", time_zone) > 0 then
    perform private.bad_input('filter.cycle_id', 'has its time and zone: goes without from, to and time_zone');
  end if;
  if cardinality((wanted).domain_ids) = 1 is not true then
    perform private.bad_input('filter.domain_ids', 'must be the one domain of the cycle');
  end if;
  select c.* into chosen from public.cycles as c
  where c.domain_id = (wanted).domain_ids[1] and c.id = (wanted).cycle_id;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such cycle');
  end if;
  window_alone."from" := chosen.starts_at;
  window_alone."to" := chosen.ends_at;
  reported := private.read_report_window(window_alone, chosen.time_zone);
  -- Before a month comes a month, however long.
  if chosen.kind <> 'custom' then
    reported.previous_from_at := private.day_begins_at(
      date_trunc('day', chosen.starts_at at time zone chosen.time_zone) - ('1 ' || chosen.kind)::interval,
      chosen.time_zone
    );
  end if;
  return reported;
end;
$$;

comment on function private.read_cycle_window(private.trade_filter, text) is
'The window of a report on the cycle that the filter names, and the equal one before. Ask for the right in its domain first. Raises 22023, P0002.';
revoke all on function private.read_cycle_window(private.trade_filter, text)
from public, anon, authenticated, service_role;
