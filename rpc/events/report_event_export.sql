create or replace function public.report_event_export(domain_id uuid, uploaded_on date, counts jsonb)
returns void
language plpgsql
volatile
security definer -- definer: exports are written by this alone
set search_path = ''
as $$
begin
  if not exists (select from public.amplitude_projects as p where p.domain_id = report_event_export.domain_id) then
    perform private.fail('P0002', 'NOT_FOUND', 'this domain has no project at Amplitude');
  end if;
  if uploaded_on is null then
    perform private.bad_input('uploaded_on', 'a day');
  end if;
  if jsonb_typeof(counts) is distinct from 'array' then
    perform private.bad_input('counts', 'an array');
  end if;
  if exists (
    select from jsonb_array_elements(counts) as told (entry)
    where (
      private.is_valid_input(told.entry ->> 'day', 'date') and length(told.entry ->> 'event_type') between 1 and 200
      and told.entry ->> 'events' ~ '^\d{1,12}$'
    ) is not true
  ) then
    perform private.bad_input('counts', 'entries of day, event_type and events');
  end if;
  insert into public.event_exports as x (domain_id, uploaded_on, counts)
  values (report_event_export.domain_id, report_event_export.uploaded_on, report_event_export.counts)
  on conflict on constraint event_exports_uploaded_on_key
  do update set counts = excluded.counts, reported_at = excluded.reported_at;
end;
$$;

comment on function public.report_event_export(uuid, date, jsonb) is
'For workers, daily: how many events Amplitude''s export has of a day of uploads; the same day again replaces it. uploaded_on: the day, in UTC, by server_upload_time. counts: [{day, event_type, events}], day by event_time, in UTC; [] where Amplitude had none (404). '
'Errors: 22023 INVALID_INPUT; P0002 NOT_FOUND.';
revoke all on function public.report_event_export(uuid, date, jsonb) from public, anon, authenticated;
grant execute on function public.report_event_export(uuid, date, jsonb) to service_role;
