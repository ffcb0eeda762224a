-- Titles of notifications about tickets, besides those of 074_i18n_texts.sql.
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
