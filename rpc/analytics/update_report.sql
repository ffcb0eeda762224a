create or replace function public.update_report(
  domain_id uuid,
  report_id uuid,
  title text default null,
  params jsonb default null,
  visibility text default null,
  role_key text default null,
  expected_version integer default null
)
returns public.saved_reports
language plpgsql
volatile
security definer -- definer: nobody holds update on saved_reports
set search_path = ''
as $$
declare
  changed public.saved_reports;
begin
  perform private.require('analytics.view', update_report.domain_id);
  changed := private.lock_report(domain_id, report_id, expected_version);
  changed.title := coalesce(btrim(update_report.title), changed.title);
  changed.params := coalesce(jsonb_strip_nulls(update_report.params), changed.params);
  if update_report.visibility is not null then
    changed.visibility := update_report.visibility;
    changed.role_key := update_report.role_key;
  else
    changed.role_key := coalesce(update_report.role_key, changed.role_key);
  end if;
  perform private.check_report(changed);
  update public.saved_reports as r
  set title = changed.title, params = changed.params, visibility = changed.visibility, role_key = changed.role_key
  where r.domain_id = changed.domain_id and r.id = changed.id
  returning r.* into changed;
  return changed;
end;
$$;

comment on function public.update_report(uuid, uuid, text, jsonb, text, text, integer) is
'Changes a report of the caller''s own; returns it. null leaves things as they are. params: all that it asks from now on, as create_report() takes it. visibility: private, role or all; role_key goes with role. Who is to get it and does not see it any more is told of it no more. Needs analytics.view. '
'Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND, also for reports of others; 40001 STALE_VERSION; 22023 INVALID_INPUT.';
revoke all on function public.update_report(uuid, uuid, text, jsonb, text, text, integer)
from public, anon, service_role;
grant execute on function public.update_report(uuid, uuid, text, jsonb, text, text, integer) to authenticated;
