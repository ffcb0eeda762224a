-- Everything is shown in the back office. Mail is for what cannot wait, for reports that somebody is to get, and for
-- invitations and resets: those go through the auth service (auth.invite, auth.recovery), which asks nobody's preferences.
insert into public.notification_events (event, type, severity, description)
values
('collaborator.invited', 'user', 'info', 'You are invited to the back office.'),
('collaborator.reset', 'user', 'warning', 'Your password or second factor is to be set anew.')
on conflict (event) do update
set type = excluded.type, severity = excluded.severity, description = excluded.description
where
  (notification_events.type, notification_events.severity, notification_events.description)
  is distinct from (excluded.type, excluded.severity, excluded.description);

insert into public.notification_rules (event, channel, audience, role_key, is_mandatory, is_on_by_default)
select
  notification_events.event,
  'in_app' as channel,
  'named' as audience,
  null as role_key,
  false as is_mandatory,
  true as is_on_by_default
from public.notification_events
where notification_events.event not in ('collaborator.invited', 'collaborator.reset')
union all
values
('collaborator.invited', 'email', 'named', null, true, true),
('collaborator.reset', 'email', 'named', null, true, true),
('alert.raised', 'email', 'named', null, false, false),
('integration.failed', 'email', 'named', null, false, false),
('report.due', 'email', 'named', null, false, true),
('security.settings_lowered', 'in_app', 'role', 'admin', true, true),
('security.settings_lowered', 'email', 'role', 'admin', true, true),
('sync.failed', 'email', 'named', null, false, false),
('ticket.escalated', 'email', 'named', null, false, false),
('ticket.escalated', 'push', 'named', null, false, false),
('ticket.sla_breached', 'email', 'named', null, false, false),
('ticket.sla_breached', 'push', 'named', null, false, false)
on conflict (event, channel, role_key) do update
set
  audience = excluded.audience,
  is_mandatory = excluded.is_mandatory,
  is_on_by_default = excluded.is_on_by_default
where
  (notification_rules.audience, notification_rules.is_mandatory, notification_rules.is_on_by_default)
  is distinct from (excluded.audience, excluded.is_mandatory, excluded.is_on_by_default);
