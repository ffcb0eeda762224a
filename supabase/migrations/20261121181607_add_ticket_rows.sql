-- The resource tickets, who holds it, the state machine, and titles of notifications about tickets.
insert into public.permissions (resource, action, description)
select
  'tickets' as resource,
  actions.action,
  'Tickets of a domain, without what support says to itself: ' || actions.action as description
from (values ('view'), ('edit'), ('delete'), ('manage')) as actions (action)
on conflict (resource, action) do nothing;

insert into public.role_permissions (role_key, resource, action)
values
('admin', 'tickets', 'manage'),
('staff', 'tickets', 'manage'),
('support', 'tickets', 'manage'),
('client_user', 'tickets', 'edit')
on conflict (role_key, resource, action) do nothing;

insert into public.ticket_statuses (key, title, position, is_open, sla_clock, linear_state_type)
values
('new', 'New', 1, true, 'runs', null),
('open', 'In progress', 2, true, 'runs', 'started'),
('pending', 'Waiting for the reporter', 3, true, 'paused', null),
('on_hold', 'On hold', 4, true, 'runs', null),
('resolved', 'Resolved', 5, false, 'stopped', 'completed'),
('closed', 'Closed', 6, false, 'stopped', 'canceled')
on conflict (key) do update
set
  title = excluded.title,
  position = excluded.position,
  is_open = excluded.is_open,
  sla_clock = excluded.sla_clock,
  linear_state_type = excluded.linear_state_type
where
  (
    ticket_statuses.title, ticket_statuses.position, ticket_statuses.is_open,
    ticket_statuses.sla_clock, ticket_statuses.linear_state_type
  )
  is distinct from (
    excluded.title, excluded.position, excluded.is_open, excluded.sla_clock, excluded.linear_state_type
  );

insert into public.ticket_transitions (from_status, to_status, actor, is_on_reply)
values
('new', 'open', 'support', false),
('new', 'pending', 'support', false),
('new', 'on_hold', 'support', false),
('new', 'resolved', 'support', false),
('new', 'closed', 'support', false),
('open', 'pending', 'support', false),
('open', 'on_hold', 'support', false),
('open', 'resolved', 'support', false),
('open', 'closed', 'support', false),
('pending', 'open', 'support', false),
('pending', 'on_hold', 'support', false),
('pending', 'resolved', 'support', false),
('pending', 'closed', 'support', false),
('on_hold', 'open', 'support', false),
('on_hold', 'pending', 'support', false),
('on_hold', 'resolved', 'support', false),
('on_hold', 'closed', 'support', false),
('resolved', 'open', 'support', false),
('resolved', 'closed', 'support', false),
('closed', 'open', 'support', false),
-- Whoever wrote it may withdraw it, say that it is done, and say that it is not.
('new', 'resolved', 'reporter', false),
('new', 'closed', 'reporter', false),
('open', 'resolved', 'reporter', false),
('on_hold', 'resolved', 'reporter', false),
('pending', 'resolved', 'reporter', false),
('pending', 'open', 'reporter', true),
('resolved', 'open', 'reporter', true),
('resolved', 'closed', 'reporter', false)
on conflict (from_status, to_status, actor) do update set is_on_reply = excluded.is_on_reply
where ticket_transitions.is_on_reply <> excluded.is_on_reply;

insert into public.i18n_texts (key, locale, text)
values
('notification.ticket.escalated.title', 'en', 'Escalated: {title}'),
('notification.ticket.escalated.title', 'es', 'Escalado: {title}'),
('notification.ticket.escalated.title', 'fr', 'Escaladé : {title}'),
('notification.ticket.mentioned.title', 'en', 'You were mentioned: {title}'),
('notification.ticket.mentioned.title', 'es', 'Te han mencionado: {title}'),
('notification.ticket.mentioned.title', 'fr', 'On vous a mentionné : {title}'),
('notification.ticket.reopened.title', 'en', 'Opened again: {title}'),
('notification.ticket.reopened.title', 'es', 'Reabierto: {title}'),
('notification.ticket.reopened.title', 'fr', 'Rouvert : {title}'),
('notification.ticket.sla_breached.title', 'en', 'Waiting too long: {title}'),
('notification.ticket.sla_breached.title', 'es', 'Espera demasiado larga: {title}'),
('notification.ticket.sla_breached.title', 'fr', 'Attente trop longue : {title}'),
('notification.ticket.sla_warning.title', 'en', 'Due soon: {title}'),
('notification.ticket.sla_warning.title', 'es', 'Vence pronto: {title}'),
('notification.ticket.sla_warning.title', 'fr', 'Échéance proche : {title}'),
('notification.ticket.status_changed.title', 'en', 'Another status: {title}'),
('notification.ticket.status_changed.title', 'es', 'Cambio de estado: {title}'),
('notification.ticket.status_changed.title', 'fr', 'Changement d''état : {title}')
on conflict (key, locale) do update set text = excluded.text
where i18n_texts.text <> excluded.text;
