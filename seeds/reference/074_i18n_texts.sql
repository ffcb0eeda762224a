-- What a notification says where private.notify() is given no title. {words} come from its data.
insert into public.i18n_texts (key, locale, text)
values
('notification.collaborator.access_changed.title', 'en', 'Your access has changed'),
('notification.collaborator.access_changed.title', 'es', 'Tu acceso ha cambiado'),
('notification.collaborator.access_changed.title', 'fr', 'Vos accès ont changé'),
('notification.collaborator.joined.title', 'en', '{name} has joined'),
('notification.collaborator.joined.title', 'es', '{name} se ha unido'),
('notification.collaborator.joined.title', 'fr', '{name} a rejoint l''équipe'),
('notification.report.due.title', 'en', 'Your report: {title}'),
('notification.report.due.title', 'es', 'Tu informe: {title}'),
('notification.report.due.title', 'fr', 'Votre rapport : {title}'),
('notification.security.settings_lowered.title', 'en', 'A security setting was relaxed'),
('notification.security.settings_lowered.title', 'es', 'Se ha relajado un ajuste de seguridad'),
('notification.security.settings_lowered.title', 'fr', 'Un réglage de sécurité a été assoupli'),
('notification.ticket.assigned.title', 'en', 'Yours now: {title}'),
('notification.ticket.assigned.title', 'es', 'Ahora es tuyo: {title}'),
('notification.ticket.assigned.title', 'fr', 'À vous désormais : {title}'),
('notification.ticket.commented.title', 'en', 'New comment: {title}'),
('notification.ticket.commented.title', 'es', 'Nuevo comentario: {title}'),
('notification.ticket.commented.title', 'es-AR', 'Comentaron: {title}'),
('notification.ticket.commented.title', 'fr', 'Nouveau commentaire : {title}'),
('notification.ticket.created.title', 'en', 'New ticket: {title}'),
('notification.ticket.created.title', 'es', 'Nuevo ticket: {title}'),
('notification.ticket.created.title', 'fr', 'Nouveau ticket : {title}'),
('notification.ticket.resolved.title', 'en', 'Resolved: {title}'),
('notification.ticket.resolved.title', 'es', 'Resuelto: {title}'),
('notification.ticket.resolved.title', 'fr', 'Résolu : {title}')
on conflict (key, locale) do update set text = excluded.text
where i18n_texts.text <> excluded.text;
