-- requires: sql/events/amplitude_projects.sql sql/identity/people_who_may.sql sql/notify/notify.sql
create or replace function private.stop_amplitude(domain_id uuid, error text)
returns void
language plpgsql
volatile
security definer -- definer: projects are written by our own functions alone
set search_path = ''
as $$
#variable_conflict use_column
declare
  stopped_version integer;
begin
  update public.amplitude_projects as p set error = stop_amplitude.error, error_at = now()
  where p.domain_id = stop_amplitude.domain_id
  returning p.version into stopped_version;
  perform private.notify(
    'amplitude.refused', private.people_who_may('integrations.manage', stop_amplitude.domain_id), null, '',
    '/integrations', jsonb_build_object('error', stop_amplitude.error),
    format('amplitude.refused:%s:%s', stop_amplitude.domain_id, stopped_version), stop_amplitude.domain_id
  );
end;
$$;

comment on function private.stop_amplitude(uuid, text) is
'Amplitude refuses the key: nothing is sent until somebody calls set_amplitude(), and whoever manages the domain''s integrations is told.';
revoke all on function private.stop_amplitude(uuid, text) from public, anon, authenticated, service_role;
