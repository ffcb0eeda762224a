create or replace function public.set_sync_config(
  domain_id uuid,
  integration_id uuid,
  objects text [],
  field_map jsonb,
  filters jsonb default '{}',
  schedule interval default null,
  is_enabled boolean default true,
  expected_version integer default null
)
returns public.sync_configs
language plpgsql
volatile
security definer -- definer: sync_configs are written by RPCs alone
set search_path = ''
as $$
#variable_conflict use_column
declare
  fault constant text := private.sync_config_fault(objects, field_map, filters);
  integration public.integrations;
  config public.sync_configs;
begin
  perform private.require('integrations.manage', set_sync_config.domain_id);
  perform private.begin_sensitive('set_sync_config', null);
  if fault is not null then
    perform private.bad_input(split_part(fault, ': ', 1), substr(fault, strpos(fault, ': ') + 2));
  end if;
  if schedule not between '5 minutes' and '30 days' then
    perform private.bad_input('schedule', '5 minutes to 30 days');
  end if;
  if is_enabled is null then
    perform private.bad_input('is_enabled', 'true or false');
  end if;
  integration := private.find_integration(set_sync_config.domain_id, set_sync_config.integration_id);
  select c.* into config from public.sync_configs as c
  where c.domain_id = integration.domain_id and c.integration_id = integration.id for update;
  if found then
    perform private.require_version(set_sync_config.expected_version, config.version);
  end if;
  insert into public.sync_configs as c (
    domain_id, integration_id, objects, field_map, filters, schedule, is_enabled, created_by
  )
  values (
    integration.domain_id, integration.id, set_sync_config.objects, set_sync_config.field_map, set_sync_config.filters,
    set_sync_config.schedule, set_sync_config.is_enabled, private.current_person_id()
  )
  on conflict (domain_id, integration_id, direction) do update set
    objects = excluded.objects, field_map = excluded.field_map, filters = excluded.filters,
    schedule = excluded.schedule, is_enabled = excluded.is_enabled
  returning c.* into config;
  return config;
end;
$$;

comment on function public.set_sync_config(uuid, uuid, text [], jsonb, jsonb, interval, boolean, integer) is
'What a connection synchronises, and how often; replaces what was set. objects: contacts, companies or both, in the order in which they are sent. field_map: for each of them, the service''s property and our field. Fields of contacts: id, email, company_domain, first_seen_at, last_seen_at; of companies: id, company_domain, company_name, first_seen_at; of both enrichment.<key>. filters: include_test, seen_since. schedule: from one start to the next, 5 minutes to 30 days; null: by hand. is_enabled: false starts nothing. expected_version: of the one that is replaced. Needs integrations.manage and a recent strong login. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 INVALID_INPUT; P0002 NOT_FOUND; 40001 STALE_VERSION.';
revoke all on function public.set_sync_config(uuid, uuid, text [], jsonb, jsonb, interval, boolean, integer)
from public, anon, service_role;
grant execute on function public.set_sync_config(uuid, uuid, text [], jsonb, jsonb, interval, boolean, integer)
to authenticated;
