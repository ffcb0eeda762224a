-- requires: sql/platform/default_privileges.sql
create table public.i18n_texts (
  key text not null,
  locale text not null,
  text text not null,
  constraint i18n_texts_pkey primary key (key, locale),
  constraint i18n_texts_key_check check (key ~ '^[a-z][a-z_]*(\.[a-z][a-z_]*)+$'),
  constraint i18n_texts_locale_check check (locale ~ '^[a-z]{2,3}(-[A-Z]{2})?$'),
  constraint i18n_texts_text_check check (btrim(text) <> '' and length(text) <= 4000)
);

comment on table public.i18n_texts is
'What the product says, by language. es-AR falls back to es, that to en, and that to the key: never to nothing.';
comment on column public.i18n_texts.text is 'Words in braces, {title}, are filled in from the data of a notification.';
