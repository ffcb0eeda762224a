-- requires: sql/platform/is_valid_input.sql sql/engagement/is_zoned_time.sql sql/commerce/is_text.sql
create or replace function private.event_filter_fault(key text, value jsonb)
returns text
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return case
    when key = 'domain_ids' and (jsonb_typeof(value) <> 'array' or exists (
      select from jsonb_array_elements(value) as named (id)
      where private.is_valid_input(named.id #>> '{}', 'uuid') is not true
    )) then 'must be an array of uuids'
    when key in ('name', 'actor_id', 'object') and not private.is_text(value, 200)
      then 'must be a text of 1 to 200 characters'
    when key = 'actor_kind' and value not in ('"user"', '"bo_user"', '"system"', '"integration"')
      then 'must be user, bo_user, system or integration'
    when key in ('from', 'to') and not private.is_zoned_time(value #>> '{}')
      then 'must be a time with a zone, such as 2026-03-29T09:30:00Z'
    when key = 'include_test' and jsonb_typeof(value) <> 'boolean' then 'must be true or false'
    when key not in ('domain_ids', 'name', 'actor_kind', 'actor_id', 'object', 'from', 'to', 'include_test')
      then 'is no known filter'
  end;
end;
$$;

comment on function private.event_filter_fault(text, jsonb) is
'What is wrong with one entry of a filter of events; null when nothing.';
revoke all on function private.event_filter_fault(text, jsonb) from public, anon, authenticated, service_role;
