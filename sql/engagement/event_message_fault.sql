-- requires: sql/platform/default_privileges.sql
create or replace function private.event_message_fault(given jsonb)
returns text
language plpgsql
immutable
parallel safe
security invoker
set search_path = ''
as $$
begin
  return case
    when (given ->> 'seq') ~ '^\d{1,9}$' is not true
      then 'properties.seq: must be a whole number from 0'
    when coalesce(given ->> 'role', '') not in ('visitor', 'assistant', 'human')
      then 'properties.role: must be visitor, assistant or human'
    when jsonb_typeof(given -> 'content') is distinct from 'string'
      or length(given ->> 'content') not between 1 and 32000
      then 'properties.content: must be a text of 1 to 32000 characters'
    when given ->> 'language' !~ '^[a-z]{2,3}$'
      then 'properties.language: must be a language code such as en'
    when jsonb_typeof(given -> 'meta') not in ('object', 'null')
      then 'properties.meta: must be an object'
  end;
end;
$$;

comment on function private.event_message_fault(jsonb) is
'What is wrong with the properties of a message, as "field: problem"; null when nothing.';

revoke all on function private.event_message_fault(jsonb) from public;
