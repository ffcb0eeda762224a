create or replace function public.set_service_level(
  time_zone text,
  weekly_hours jsonb,
  targets jsonb,
  holidays date [] default '{}',
  client_id uuid default null,
  domain_id uuid default null
)
returns uuid
language plpgsql
volatile
security definer -- definer: nobody holds insert on sla_policies
set search_path = ''
as $$
declare
  made_id uuid;
begin
  -- What is of a client or of all reaches further than one domain.
  perform private.require('support.manage', set_service_level.domain_id);
  if num_nonnulls(set_service_level.client_id, set_service_level.domain_id) = 2 then
    perform private.bad_input('client_id', 'a client or a domain, not both');
  end if;
  if not exists (select from public.clients as c where c.id = set_service_level.client_id)
    and set_service_level.client_id is not null then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such client');
  end if;
  if private.is_time_zone(set_service_level.time_zone) is not true then
    perform private.bad_input('time_zone', 'an IANA name such as Europe/Paris');
  end if;
  if private.valid_weekly_hours(set_service_level.weekly_hours) is not true then
    perform private.bad_input('weekly_hours', 'such as {"1": [["09:00", "18:00"]]}, 1 for Monday');
  end if;
  if private.valid_sla_targets(set_service_level.targets) is not true then
    perform private.bad_input('targets', 'such as {"high": {"response": 60, "resolution": 480}}, in minutes');
  end if;
  update private.sla_policies as p set replaced_at = now()
  where p.replaced_at is null and p.client_id is not distinct from set_service_level.client_id
    and p.domain_id is not distinct from set_service_level.domain_id;
  insert into private.sla_policies (client_id, domain_id, time_zone, weekly_hours, holidays, targets)
  values (
    set_service_level.client_id, set_service_level.domain_id, set_service_level.time_zone,
    set_service_level.weekly_hours, coalesce(set_service_level.holidays, '{}'), set_service_level.targets
  )
  returning id into made_id;
  perform private.audit_event(
    'set_service_level', 'sla_policies', made_id::text, set_service_level.domain_id,
    jsonb_build_object(
      'client_id', set_service_level.client_id, 'weekly_hours', set_service_level.weekly_hours,
      'holidays', to_jsonb(set_service_level.holidays), 'targets', set_service_level.targets
    )
  );
  return made_id;
end;
$$;

comment on function public.set_service_level(text, jsonb, jsonb, date [], uuid, uuid) is
'Says when support works and how soon it answers: in a domain, for a client, or, with neither, everywhere else. Clocks that run go on by what was promised. Needs support.manage; for a client or everywhere, in all domains. '
'time_zone: an IANA name such as Europe/Paris. weekly_hours: by day of the week, 1 for Monday, spans such as {"1": [["09:00", "13:00"], ["14:00", "18:00"]]}. targets: minutes of work by priority, such as {"high": {"response": 60, "resolution": 480}}; what is not there is not promised. holidays: dates without work. client_id: of this client. domain_id: of this domain. '
'Errors: 42501 PERMISSION_DENIED; P0002 NOT_FOUND; 22023 INVALID_INPUT.';
revoke all on function public.set_service_level(text, jsonb, jsonb, date [], uuid, uuid)
from public, anon, service_role;
grant execute on function public.set_service_level(text, jsonb, jsonb, date [], uuid, uuid)
to authenticated;
