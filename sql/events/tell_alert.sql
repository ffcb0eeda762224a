-- requires: sql/events/alerts.sql sql/identity/people_who_may.sql sql/notify/notify.sql
-- Over which channels is for notification_rules and for people themselves.
create or replace function private.tell_alert(rule public.alert_rules, alert public.alerts)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  perform private.notify(
    'alert.raised', private.people_who_may('events.view', rule.domain_id), null, '', '/alerts',
    jsonb_build_object(
      'alert_id', alert.id, 'rule', rule.title, 'day', alert.day, 'value', alert.value, 'expected', alert.expected
    ),
    format('alert.raised:%s:%s', alert.domain_id, alert.id), rule.domain_id
  );
end;
$$;

comment on function private.tell_alert(public.alert_rules, public.alerts) is
'Notifies whoever reads the log of the domain that a rule made an alert.';
revoke all on function private.tell_alert(public.alert_rules, public.alerts)
from public, anon, authenticated, service_role;
