-- requires: sql/notify/i18n_texts.sql
create or replace function private.translate(key text, locale text)
returns text
language plpgsql
stable
security definer -- definer: asked by functions that run as their owner
set search_path = ''
as $$
begin
  return coalesce(
    (
      select t.text from public.i18n_texts as t
      where t.key = translate.key
        and t.locale in (translate.locale, split_part(translate.locale, '-', 1), 'en')
      -- The longest is the closest; of two languages English is the last resort.
      order by length(t.locale) desc, t.locale = 'en' limit 1
    ),
    translate.key
  );
end;
$$;

comment on function private.translate(text, text) is
'The text of a key in this language, else in its parent language, else in English, else the key itself. Never null for a key.';
revoke all on function private.translate(text, text) from public, anon, authenticated, service_role;
