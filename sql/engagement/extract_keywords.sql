-- requires: sql/platform/schemas.sql
create or replace function private.extract_keywords(content text, language text)
returns setof text
language plpgsql
stable
parallel safe
security invoker
set search_path = ''
as $$
declare
  dictionary constant regdictionary := 'pg_catalog.' || coalesce(case language
    when 'de' then 'german' when 'en' then 'english' when 'es' then 'spanish' when 'fr' then 'french'
    when 'it' then 'italian' when 'nl' then 'dutch' when 'pt' then 'portuguese'
  end || '_stem', 'simple');
begin
  return query
  with token as (
    select
      lower(part.token) as word,
      part.tokid in (1, 2, 16, 17) as is_word, -- Words and words-with-hyphens, of any letters; not parts of those.
      btrim(part.token) = '' as is_space,
      part.place
    -- An address, a number, a telephone: gone with all that is written together with it.
    from ts_parse('default', regexp_replace(content, '\S*[@0-9]\S*', ' . ', 'g'))
      with ordinality as part (tokid, token, place)
  ), told as (
    select
      token.*,
      token.is_word and length(token.word) between 3 and 40
      and ts_lexize(dictionary, token.word) <> '{}' as is_keyword
    from token
  ), paired as (
    select
      told.word, told.is_keyword,
      lead(told.is_space) over placed as is_next,
      lead(told.word, 2) over placed as next_word,
      lead(told.is_keyword, 2) over placed as is_next_keyword
    from told
    window placed as (order by told.place)
  )
  select paired.word from paired where paired.is_keyword
  union
  select paired.word || ' ' || paired.next_word
  from paired
  where paired.is_keyword and paired.is_next and paired.is_next_keyword;
end;
$$;

comment on function private.extract_keywords(text, text) is
'The words of a text that are no stop words of its language (none are known of an unknown language), and the pairs of them that only a space divides. Whole words as written, in lowercase.';

revoke all on function private.extract_keywords(text, text) from public;
