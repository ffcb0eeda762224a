-- What people are told about; `private.notify` refuses anything else.
insert into public.notification_events (event, type, severity, description)
values
('agent.failed', 'system', 'warning', 'An agent of a site says that it is in error.'),
('alert.raised', 'system', 'warning', 'A number of the event log is not what was to be expected.'),
('amplitude.refused', 'system', 'warning', 'Amplitude refuses the key of a domain.'),
('collaborator.access_changed', 'user', 'info', 'Your role or your domains have changed.'),
('collaborator.joined', 'user', 'info', 'Somebody whom you invited has joined.'),
('integration.failed', 'system', 'warning', 'A connection to another service needs attention.'),
('report.due', 'system', 'info', 'A saved report that you get is due.'),
('security.settings_lowered', 'system', 'urgent', 'A security setting was relaxed.'),
('sync.failed', 'system', 'warning', 'A synchronisation did not finish.'),
('system.announcement', 'system', 'info', 'News from the people who run this installation.'),
('ticket.assigned', 'ticket', 'info', 'A ticket was given to you.'),
('ticket.commented', 'ticket', 'info', 'Somebody commented on a ticket of yours.'),
('ticket.created', 'ticket', 'info', 'A ticket was opened.'),
('ticket.escalated', 'ticket', 'urgent', 'A ticket was escalated.'),
('ticket.mentioned', 'ticket', 'info', 'Somebody mentioned you in a ticket.'),
('ticket.reopened', 'ticket', 'info', 'A ticket of yours was opened again.'),
('ticket.resolved', 'ticket', 'info', 'A ticket of yours was resolved.'),
('ticket.sla_breached', 'ticket', 'urgent', 'A ticket has waited longer than promised.'),
('ticket.sla_warning', 'ticket', 'warning', 'A ticket will soon have waited longer than promised.'),
('ticket.status_changed', 'ticket', 'info', 'A ticket of yours has another status.')
on conflict (event) do update
set type = excluded.type, severity = excluded.severity, description = excluded.description
where
  (notification_events.type, notification_events.severity, notification_events.description)
  is distinct from (excluded.type, excluded.severity, excluded.description);
