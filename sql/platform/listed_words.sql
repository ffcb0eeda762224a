-- requires: sql/platform/default_privileges.sql
create or replace function private.listed_words(words jsonb)
returns text
language plpgsql
immutable
parallel safe
security invoker
set search_path = ''
as $$
begin
  return (
    select regexp_replace(string_agg(word.value, ', ' order by word.place), ', ([^,]*)$', ' or \1')
    from jsonb_array_elements_text(words) with ordinality as word (value, place)
  );
end;
$$;

comment on function private.listed_words(jsonb) is
'The texts of an array as a sentence lists a choice: a, b or c.';
revoke all on function private.listed_words(jsonb) from public, anon, authenticated, service_role;
