-- requires: sql/platform/default_privileges.sql
create or replace function private.message_faults(events jsonb)
returns table (place bigint, fault text)
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return query
  select listed.place, checked.fault
  from jsonb_array_elements(events) with ordinality as listed (event, place)
  cross join lateral (
    select listed.event -> 'properties'
    where listed.event ->> 'kind' = 'message'
    offset 0 -- Taken out of the event once, not once for each line below.
  ) as told (given)
  cross join lateral (select case
    when (told.given ->> 'seq') ~ '^\d{1,9}$' is not true
      then 'properties.seq: must be a whole number from 0'
    when coalesce(told.given ->> 'role', '') not in ('visitor', 'assistant', 'human')
      then 'properties.role: must be visitor, assistant or human'
    when jsonb_typeof(told.given -> 'content') is distinct from 'string'
      or length(told.given ->> 'content') not between 1 and 32000
      then 'properties.content: must be a text of 1 to 32000 characters'
    when told.given ->> 'language' !~ '^[a-z]{2,3}$'
      then 'properties.language: must be a language code such as en'
    when jsonb_typeof(told.given -> 'meta') not in ('object', 'null')
      then 'properties.meta: must be an object'
  end) as checked (fault)
  where checked.fault is not null;
end;
$$;

comment on function private.message_faults(jsonb) is
'What is wrong with the properties of messages, as "field: problem", by the event''s place from 1.';

revoke all on function private.message_faults(jsonb) from public;
