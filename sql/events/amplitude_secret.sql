-- requires: sql/events/amplitude_projects.sql sql/platform/environment.sql
create or replace function private.amplitude_secret(project public.amplitude_projects)
returns uuid
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return case private.environment() when 'production' then project.production_secret_id else project.test_secret_id end;
end;
$$;

comment on function private.amplitude_secret(public.amplitude_projects) is
'The id of the API key that this environment uses; null where it was given none.';
revoke all on function private.amplitude_secret(public.amplitude_projects)
from public, anon, authenticated, service_role;
