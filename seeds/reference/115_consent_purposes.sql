-- What visitors may consent to; analytics carries the store.
insert into private.consent_purposes (purpose, meaning, is_storage)
values
('analytics', 'keeping what the widget tells, to count and to improve', true),
('contact', 'writing or calling', false),
('enrichment', 'looking the person up with other services', false)
on conflict (purpose) do update set meaning = excluded.meaning, is_storage = excluded.is_storage;
