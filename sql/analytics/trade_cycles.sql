-- requires: sql/analytics/activity_periods.sql
create or replace function private.trade_cycles(reported private.report_window, cycle text)
returns setof private.activity_period
language plpgsql
stable
security invoker
rows 30
set search_path = ''
as $$
begin
  if (cycle in ('day', 'week', 'month', 'custom')) is not true then
    perform private.bad_input('cycle', 'must be day, week, month or custom');
  end if;
  if cycle <> 'custom' then
    return query select * from private.activity_periods(reported, cycle, 1);
    return;
  end if;
  return query
  select 0, (reported.previous_from_at at time zone reported.time_zone)::date, reported.previous_from_at,
    reported.from_at, private.bucket_state(reported.from_at);
  return query
  select 1, (reported.from_at at time zone reported.time_zone)::date, reported.from_at, reported.to_at, reported.state;
end;
$$;

comment on function private.trade_cycles(private.report_window, text) is
'The cycles of a report, with the one before at place 0: the days, weeks or months that the window touches, whole, or (custom) the window itself. Raises 22023.';
revoke all on function private.trade_cycles(private.report_window, text) from public, anon, authenticated, service_role;
