-- requires: sql/analytics/trade_filter.sql sql/analytics/read_report_window.sql
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
  window_alone."from" := (wanted)."from";
  window_alone."to" := (wanted)."to";
  return private.read_report_window(window_alone, time_zone);
end;
$$;

comment on function private.read_trade_window(private.trade_filter, text) is
'The window of a report on trades, as private.read_report_window. Raises 22023.';
revoke all on function private.read_trade_window(private.trade_filter, text)
from public, anon, authenticated, service_role;
