-- requires: sql/platform/is_valid_input.sql sql/platform/is_zoned_time.sql sql/platform/is_text.sql
-- requires: sql/platform/listed_words.sql
create or replace function private.filter_fault(value jsonb, shape jsonb)
returns text
language plpgsql
stable
parallel safe
security invoker
set search_path = ''
as $$
declare
  given constant text := value #>> '{}';
begin
  return case
    when shape is null then 'is no known filter'
    when jsonb_typeof(shape) = 'array' then
      case when not shape ? given then 'must be ' || private.listed_words(shape) end
    when jsonb_typeof(shape) = 'object' then
      case
        when jsonb_typeof(value) <> 'array' or not shape -> 'some_of' @> value
          then 'must be an array of ' || private.listed_words(shape -> 'some_of')
      end
    when shape = '"boolean"' and jsonb_typeof(value) <> 'boolean' then 'must be true or false'
    when shape = '"uuid"' and not private.is_valid_input(given, 'uuid') then 'must be a uuid'
    when shape = '"uuids"' and (
      jsonb_typeof(value) <> 'array'
      or jsonb_path_exists(value, '$[*] ? (@.type() != "string")')
      or not private.is_valid_input(translate(given, '[]', '{}'), 'uuid[]')
    ) then 'must be an array of uuids'
    when shape = '"texts"' and (
      jsonb_typeof(value) <> 'array' or jsonb_path_exists(value, '$[*] ? (@.type() != "string")')
    )
      then 'must be an array of texts'
    when shape = '"time"' and not private.is_zoned_time(given)
      then 'must be a time with a zone, such as 2026-03-29T00:00:00Z'
    when shape = '"score"' and not jsonb_path_exists(value, '$ ? (@ >= 0 && @ <= 100)')
      then 'must be a number from 0 to 100'
    when shape = '"language"' and given !~ '^[a-z]{2,3}$' then 'must be a language code such as en'
    when shape = '"text"' and not private.is_text(value, 500) then 'must be a text of 1 to 500 characters'
  end;
end;
$$;

comment on function private.filter_fault(jsonb, jsonb) is
'What is wrong with the value of one key of a filter; null when nothing. shape: boolean, uuid, uuids, time, score, language, text or texts; an array: one of these texts; {"some_of": array}: an array of these texts; null: no such key.';
revoke all on function private.filter_fault(jsonb, jsonb) from public, anon, authenticated, service_role;
