create or replace function public.list_texts(prefix text default '', locale text default null)
returns jsonb
language plpgsql
stable
security definer -- definer: translate is for our own functions only
set search_path = ''
as $$
declare
  me constant uuid := private.require_person();
  wanted constant text := coalesce(list_texts.locale, (select p.locale from public.people as p where p.id = me));
begin
  if wanted !~ '^[a-z]{2,3}(-[A-Z]{2})?$' then
    perform private.bad_input('locale', 'a language tag such as es or es-AR');
  end if;
  return (
    select coalesce(jsonb_object_agg(k.key, private.translate(k.key, wanted)), '{}')
    from (
      select distinct t.key from public.i18n_texts as t where starts_with(t.key, coalesce(list_texts.prefix, ''))
    ) as k
  );
end;
$$;

comment on function public.list_texts(text, text) is
'{key: text} for each key that begins with prefix, in the language of locale (default: the caller''s), else in its parent language, else in English. Errors: 42501 ACCOUNT_NOT_ACTIVE; 22023 INVALID_INPUT.';
revoke all on function public.list_texts(text, text) from public, anon, service_role;
grant execute on function public.list_texts(text, text) to authenticated;
