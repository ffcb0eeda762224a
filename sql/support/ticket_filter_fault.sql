-- requires: sql/platform/is_valid_input.sql
create or replace function private.ticket_filter_fault(key text, value jsonb)
returns text
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  given constant text := value #>> '{}';
  texts text [] := '{}';
begin
  if key in ('domain_ids', 'status') then
    if jsonb_typeof(value) <> 'array' or jsonb_path_exists(value, '$[*] ? (@.type() != "string")') then
      return 'must be an array of texts';
    end if;
    texts := array(select jsonb_array_elements_text(value));
  end if;
  return case
    when key = 'domain_ids' and exists (
      select from unnest(texts) as named (id) where not private.is_valid_input(named.id, 'uuid')
    ) then 'must be an array of uuids'
    when key = 'status' and not texts <@ '{new,open,pending,on_hold,resolved,closed}'
      then 'must be an array of new, open, pending, on_hold, resolved, closed'
    when key = 'kind' and given not in ('chatbot', 'general') then 'must be chatbot or general'
    when key = 'priority' and given not in ('urgent', 'high', 'normal', 'low')
      then 'must be urgent, high, normal or low'
    when key = 'assignee_id' and not private.is_valid_input(given, 'uuid') then 'must be a uuid'
    when key in ('is_unassigned', 'is_overdue') and jsonb_typeof(value) <> 'boolean' then 'must be true or false'
    when key = 'text' and (jsonb_typeof(value) <> 'string' or length(given) not between 1 and 500)
      then 'must be a text of 1 to 500 characters'
    when key not in ('domain_ids', 'status', 'kind', 'priority', 'assignee_id', 'is_unassigned', 'is_overdue', 'text')
      then 'is no known filter'
  end;
end;
$$;

comment on function private.ticket_filter_fault(text, jsonb) is
'What is wrong with one entry of a filter of tickets; null when nothing.';
revoke all on function private.ticket_filter_fault(text, jsonb) from public, anon, authenticated, service_role;
