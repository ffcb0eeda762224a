-- What people are told when a connection or a synchronisation needs them.
insert into public.i18n_texts (key, locale, text)
values
('notification.amplitude.refused.title', 'en', 'Amplitude needs another key'),
('notification.amplitude.refused.title', 'es', 'Amplitude necesita otra clave'),
('notification.amplitude.refused.title', 'fr', 'Amplitude a besoin d''une autre clé'),
('notification.integration.failed.title', 'en', 'HubSpot must be connected again'),
('notification.integration.failed.title', 'es', 'Hay que volver a conectar HubSpot'),
('notification.integration.failed.title', 'fr', 'HubSpot doit être reconnecté'),
('notification.sync.failed.title', 'en', 'A synchronisation stopped'),
('notification.sync.failed.title', 'es', 'Una sincronización se ha detenido'),
('notification.sync.failed.title', 'fr', 'Une synchronisation s''est arrêtée')
on conflict (key, locale) do update set text = excluded.text
where i18n_texts.text <> excluded.text;
