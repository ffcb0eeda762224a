-- requires: sql/analytics/trade_filter.sql sql/analytics/read_report_window.sql
-- requires: sql/analytics/read_cycle_window.sql
create or replace function private.read_trade_window(wanted private.trade_filter, time_zone text)
returns private.report_window
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  window_alone private.engagement_filter;
begin
  if (wanted).cycle_id is not null then
    return private.read_cycle_window(wanted, time_zone);
  end if;
  window_alone."from" := (wanted)."from";
  window_alone."to" := (wanted)."to";
  return private.read_report_window(window_alone, time_zone);
end;
$$;

comment on function private.read_trade_window(private.trade_filter, text) is
'The window of a report on trades, as private.read_report_window, or the cycle that the filter names. Raises 22023, P0002.';
revoke all on function private.read_trade_window(private.trade_filter, text)
from public, anon, authenticated, service_role;
