create or replace function public.mark_alert(
  domain_id uuid,
  alert_id uuid,
  state text,
  expected_version integer default null
)
returns public.alerts
language plpgsql
volatile
security definer -- definer: nobody holds update on alerts
set search_path = ''
as $$
declare
  alert public.alerts;
begin
  -- Whoever reads the log looks into what is odd in it.
  perform private.require('events.view', mark_alert.domain_id);
  if state in ('open', 'ack', 'resolved') is not true then
    perform private.bad_input('state', 'must be open, ack or resolved');
  end if;
  select a.* into alert from public.alerts as a
  where a.domain_id = mark_alert.domain_id and a.id = mark_alert.alert_id
  for update;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such alert');
  end if;
  if expected_version is not null then
    perform private.require_version(expected_version, alert.version);
  end if;
  if alert.state <> mark_alert.state then
    update public.alerts as a set state = mark_alert.state
    where a.domain_id = alert.domain_id and a.id = alert.id
    returning a.* into alert;
  end if;
  return alert;
end;
$$;

comment on function public.mark_alert(uuid, uuid, text, integer) is
'Says that somebody looks into an alert, that it is settled, or that it is open again. alert_id: the alert. state: open, ack or resolved. Needs events.view. '
'Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT; P0002 NOT_FOUND; 40001 STALE_VERSION.';
revoke all on function public.mark_alert(uuid, uuid, text, integer) from public, anon, service_role;
grant execute on function public.mark_alert(uuid, uuid, text, integer) to authenticated;
