-- requires: sql/content/line_fault.sql
create or replace function private.questions_fault(questions jsonb)
returns text
language plpgsql
immutable
parallel safe
security invoker
set search_path = ''
as $$
declare
  question jsonb;
  place integer := -1;
  field record;
  fault text;
begin
  if jsonb_typeof(questions) is distinct from 'array' or jsonb_array_length(questions) > 20 then
    return 'questions: must be an array of at most 20 questions';
  end if;
  for question in select listed.value from jsonb_array_elements(questions) as listed loop
    place := place + 1;
    if jsonb_typeof(question) <> 'object' or not question ? 'text' then
      return format('questions[%s]: must be an object with text, and optionally prompt', place);
    end if;
    for field in select pair.key, pair.value from jsonb_each(question) as pair order by pair.key loop
      fault := case
        when field.key not in ('text', 'prompt') then 'there is no such field; there are text and prompt'
        when jsonb_typeof(field.value) <> 'string' then 'must be a text that is not empty'
        else private.line_fault(field.value #>> '{}', case field.key when 'text' then 200 else 1000 end)
      end;
      if fault is not null then
        return format('questions[%s].%s: %s', place, left(field.key, 50), fault);
      end if;
    end loop;
    if jsonb_path_exists(
      questions, '$[0 to $last] ? (@.text == $text)',
      jsonb_build_object('last', place - 1, 'text', question -> 'text')
    ) then
      return format('questions[%s].text: is asked twice', place);
    end if;
  end loop;
  return null;
end;
$$;

comment on function private.questions_fault(jsonb) is
'What is wrong with the questions of a section, with its path (questions[2].text: …); null where nothing is.';
revoke all on function private.questions_fault(jsonb) from public;
