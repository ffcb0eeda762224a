-- Titles of notifications about alerts.
insert into public.i18n_texts (key, locale, text)
values
('notification.alert.raised.title', 'en', '{rule}: {value} on {day}'),
('notification.alert.raised.title', 'es', '{rule}: {value} el {day}'),
('notification.alert.raised.title', 'fr', '{rule} : {value} le {day}')
on conflict (key, locale) do update set text = excluded.text
where i18n_texts.text <> excluded.text;
