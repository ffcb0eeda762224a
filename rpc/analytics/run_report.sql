-- Invoker: what it shows is what its viewer could have asked for.
create or replace function public.run_report(domain_id uuid, report_id uuid)
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  report public.saved_reports;
begin
  perform private.require('analytics.view', run_report.domain_id);
  select r.* into report from public.saved_reports as r
  where r.domain_id = run_report.domain_id and r.id = run_report.report_id;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such report');
  end if;
  return jsonb_build_object(
    'id', report.id, 'title', report.title, 'params', report.params,
    'rows', private.run_metric('breakdown', report.params)
  );
end;
$$;

comment on function public.run_report(uuid, uuid) is
'The rows of a report that the caller sees, as query_metric() gives them, counted over what the caller may see, whoever made it. Needs analytics.view. '
'Errors: 42501 PERMISSION_DENIED, also where it asks for a domain that is not the caller''s; P0002 NOT_FOUND; 22023 INVALID_INPUT.';
revoke all on function public.run_report(uuid, uuid) from public, anon, service_role;
grant execute on function public.run_report(uuid, uuid) to authenticated;
