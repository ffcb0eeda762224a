create or replace function public.set_notification_schedule(
  quiet_from time default null,
  quiet_to time default null,
  time_zone text default null,
  digest text default 'none',
  digest_at time default '08:00'
)
returns public.notification_schedules
language plpgsql
volatile
security definer -- definer: nobody holds a write on notification_schedules
set search_path = ''
as $$
declare
  me constant uuid := private.require_person();
  plan public.notification_schedules;
begin
  if (quiet_from is null) <> (quiet_to is null) or quiet_from = quiet_to then
    perform private.bad_input('quiet_to', 'two different times, or neither');
  end if;
  if not private.is_time_zone(time_zone) then
    perform private.bad_input('time_zone', 'an IANA name such as Europe/Paris');
  end if;
  if digest in ('none', 'daily') is not true then
    perform private.bad_input('digest', 'none or daily');
  end if;
  insert into public.notification_schedules as s
  (person_id, quiet_from, quiet_to, time_zone, digest, digest_at)
  select
    p.id, set_notification_schedule.quiet_from, set_notification_schedule.quiet_to,
    coalesce(set_notification_schedule.time_zone, p.time_zone), set_notification_schedule.digest,
    coalesce(set_notification_schedule.digest_at, '08:00')
  from public.people as p
  where p.id = me
  on conflict on constraint notification_schedules_pkey do update set
    quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to,
    time_zone = excluded.time_zone, digest = excluded.digest, digest_at = excluded.digest_at
  returning s.* into plan;
  return plan;
end;
$$;

comment on function public.set_notification_schedule(time, time, text, text, time) is
'When the caller wants mail: not from quiet_from to quiet_to by the clock of time_zone (default: that of the profile), and with digest daily once a day, at digest_at. Replaces what was set; urgent and mandatory mail is sent at once all the same. '
'Errors: 42501 ACCOUNT_NOT_ACTIVE; 22023 INVALID_INPUT.';
revoke all on function public.set_notification_schedule(time, time, text, text, time)
from public, anon, service_role;
grant execute on function public.set_notification_schedule(time, time, text, text, time) to authenticated;
