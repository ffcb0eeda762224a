create or replace function public.my_notification_settings()
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  me constant uuid := private.require_person();
begin
  return jsonb_build_object(
    'events', (
      select jsonb_agg(to_jsonb(line) order by line.event, line.channel)
      from (
        select
          e.event, e.type, e.description, r.channel, bool_or(r.is_mandatory) as is_mandatory,
          bool_or(r.is_mandatory or coalesce(p.is_on, r.is_on_by_default)) as is_on
        from public.notification_rules as r
        inner join public.notification_events as e on e.event = r.event
        left join public.notification_prefs as p
          on p.person_id = me and p.event = r.event and p.channel = r.channel
        group by e.event, r.channel
      ) as line
    ),
    'schedule', (
      select to_jsonb(s) - 'person_id' from public.notification_schedules as s where s.person_id = me
    )
  );
end;
$$;

comment on function public.my_notification_settings() is
'For the preferences page, {events: [{event, type, description, channel, is_mandatory, is_on}], schedule: {quiet_from, quiet_to, time_zone, digest, digest_at} or null}. Errors: 42501 ACCOUNT_NOT_ACTIVE.';
revoke all on function public.my_notification_settings() from public, anon, service_role;
grant execute on function public.my_notification_settings() to authenticated;
