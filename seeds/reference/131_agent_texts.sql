-- What people are told when an agent needs them.
insert into public.i18n_texts (key, locale, text)
values
('notification.agent.failed.title', 'en', '{agent} is in error'),
('notification.agent.failed.title', 'es', '{agent} tiene un error'),
('notification.agent.failed.title', 'fr', '{agent} est en erreur')
on conflict (key, locale) do update set text = excluded.text
where i18n_texts.text <> excluded.text;
