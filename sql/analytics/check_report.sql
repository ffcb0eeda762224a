-- requires: sql/analytics/saved_reports.sql sql/analytics/check_dashboard.sql sql/analytics/metric_fault.sql sql/analytics/read_query.sql
-- requires: sql/analytics/report_time_zone.sql sql/platform/fail.sql
create or replace function private.check_report(report public.saved_reports)
returns void
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  fault text;
begin
  perform private.check_dashboard(report.title, report.visibility, report.role_key);
  fault := private.metric_fault('breakdown', report.params);
  if fault is not null then
    perform private.fail('22023', 'INVALID_INPUT', fault);
  end if;
  -- Not every dimension is one of every metric.
  perform private.read_query(
    report.params ->> 'metric', array(select jsonb_array_elements_text(report.params -> 'dims')), report.params -> 'filter'
  );
  perform private.report_time_zone(report.params ->> 'time_zone');
end;
$$;

comment on function private.check_report(public.saved_reports) is
'Raises 22023 unless a report can be called so, shared so, and asked so of query_metric().';
revoke all on function private.check_report(public.saved_reports) from public, anon, authenticated, service_role;
