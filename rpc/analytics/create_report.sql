create or replace function public.create_report(
  domain_id uuid,
  title text,
  params jsonb,
  visibility text default 'private',
  role_key text default null
)
returns public.saved_reports
language plpgsql
volatile
security definer -- definer: nobody holds insert on saved_reports
set search_path = ''
as $$
declare
  made public.saved_reports;
begin
  perform private.require('analytics.view', create_report.domain_id);
  made.title := btrim(create_report.title);
  made.visibility := create_report.visibility;
  made.role_key := create_report.role_key;
  made.params := jsonb_strip_nulls(create_report.params);
  perform private.check_report(made);
  insert into public.saved_reports (domain_id, owner_id, title, visibility, role_key, params)
  values (
    create_report.domain_id, private.current_person_id(), made.title, made.visibility, made.role_key, made.params
  )
  returning * into made;
  return made;
end;
$$;

comment on function public.create_report(uuid, text, jsonb, text, text) is
'Saves what query_metric() is asked, as a report of the caller''s own in a domain; returns it. params: metric, and optionally dims, filter, bucket and time_zone, as query_metric() takes them; without from and to the last 30 days whenever it is run. visibility: private, role (whoever has role_key there sees it) or all who see numbers of the domain. Needs analytics.view. '
'Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT. Example: {"domain_id": "10000000-0000-4000-8000-000000000005", "title": "Volume by type", "params": {"metric": "volume_usd_minor", "dims": ["order_type"], "bucket": "week"}}';
revoke all on function public.create_report(uuid, text, jsonb, text, text) from public, anon, service_role;
grant execute on function public.create_report(uuid, text, jsonb, text, text) to authenticated;
