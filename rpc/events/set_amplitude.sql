create or replace function public.set_amplitude(
  domain_id uuid,
  reason text,
  is_active boolean default null,
  region text default null,
  test_api_key text default null,
  production_api_key text default null,
  events_per_request integer default null
)
returns public.amplitude_projects
language plpgsql
volatile
security definer -- definer: projects are written by RPCs alone, and keys go to the vault
set search_path = ''
as $$
#variable_conflict use_column
declare
  project public.amplitude_projects;
begin
  perform private.require('integrations.manage', set_amplitude.domain_id);
  perform private.begin_sensitive('set_amplitude', set_amplitude.reason);
  if region <> all('{us,eu}') then
    perform private.bad_input('region', 'us or eu');
  end if;
  if events_per_request not between 1 and 1000 then
    perform private.bad_input('events_per_request', '1 to 1000');
  end if;
  insert into public.amplitude_projects (domain_id) values (set_amplitude.domain_id) on conflict do nothing;
  select p.* into project from public.amplitude_projects as p where p.domain_id = set_amplitude.domain_id for update;
  if test_api_key is not null then
    project.test_secret_id := private.rotate_secret(project.test_secret_id, test_api_key, 'Amplitude test key');
  end if;
  if production_api_key is not null then
    project.production_secret_id := private.rotate_secret(project.production_secret_id, production_api_key, 'Amplitude production key');
  end if;
  project.is_active := coalesce(set_amplitude.is_active, project.is_active);
  if project.is_active and private.amplitude_secret(project) is null then
    perform private.fail('PT409', 'NOT_CONFIGURED', 'this environment has no key', 'Give it one: test_api_key, or in production production_api_key.');
  end if;
  update public.amplitude_projects as p set
    is_active = project.is_active,
    -- Longer than a request may take. What is then copied twice within a week has the same insert_id.
    copied_from = coalesce(p.copied_from, case when project.is_active then now() + interval '10 seconds' end),
    region = coalesce(set_amplitude.region, p.region),
    test_secret_id = project.test_secret_id, production_secret_id = project.production_secret_id,
    events_per_request = coalesce(set_amplitude.events_per_request, p.events_per_request), error = null, error_at = null
  where p.domain_id = project.domain_id
  returning p.* into project;
  return project;
end;
$$;

comment on function public.set_amplitude(uuid, text, boolean, text, text, text, integer) is
'Has a domain''s events copied to Amplitude, or no more; null leaves a part as it is. What Amplitude refused us for is forgotten. region: us or eu. test_api_key, production_api_key: of the project there for production, and of that for every other environment; they go to the vault. events_per_request: 1 to 1000. Needs integrations.manage, a reason and a recent strong login. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 INVALID_INPUT, REASON_REQUIRED; PT409 NOT_CONFIGURED; PT503 VAULT_MISSING.';
revoke all on function public.set_amplitude(uuid, text, boolean, text, text, text, integer)
from public, anon, service_role;
grant execute on function public.set_amplitude(uuid, text, boolean, text, text, text, integer)
to authenticated;
