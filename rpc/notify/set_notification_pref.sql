create or replace function public.set_notification_pref(event text, channel text, is_on boolean)
returns public.notification_prefs
language plpgsql
volatile
security definer -- definer: nobody holds a write on notification_prefs
set search_path = ''
as $$
declare
  me constant uuid := private.require_person();
  is_mandatory boolean;
  chosen public.notification_prefs;
begin
  select bool_or(r.is_mandatory) into is_mandatory from public.notification_rules as r
  where r.event = set_notification_pref.event and r.channel = set_notification_pref.channel;
  if is_mandatory is null then
    perform private.bad_input('event', 'there is no such event on this channel');
  end if;
  if is_on is null then
    perform private.bad_input('is_on', 'true or false');
  end if;
  if is_mandatory and not is_on then
    perform private.fail('22023', 'MANDATORY_NOTIFICATION', 'event: this cannot be switched off');
  end if;
  insert into public.notification_prefs as p (person_id, event, channel, is_on)
  values (me, set_notification_pref.event, set_notification_pref.channel, set_notification_pref.is_on)
  on conflict on constraint notification_prefs_pkey do update set is_on = excluded.is_on
  returning p.* into chosen;
  return chosen;
end;
$$;

comment on function public.set_notification_pref(text, text, boolean) is
'Whether the caller wants to be told of an event over a channel: in_app or email. Which there are, and what is mandatory: my_notification_settings(). '
'Errors: 42501 ACCOUNT_NOT_ACTIVE; 22023 INVALID_INPUT, MANDATORY_NOTIFICATION.';
revoke all on function public.set_notification_pref(text, text, boolean) from public, anon, service_role;
grant execute on function public.set_notification_pref(text, text, boolean) to authenticated;
