-- requires: sql/platform/is_valid_input.sql
create or replace function private.case_filter_fault(key text, value jsonb)
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
    when key = 'status' and not texts <@ '{draft,active,urgent,on_hold,completed,cancelled}'
      then 'must be an array of draft, active, urgent, on_hold, completed, cancelled'
    when key = 'priority' and given not in ('normal', 'urgent') then 'must be normal or urgent'
    when key = 'category' and given not in ('rescue', 'surgery', 'treatment', 'transit', 'foster')
      then 'must be rescue, surgery, treatment, transit or foster'
    when key = 'org_id' and not private.is_valid_input(given, 'uuid') then 'must be a uuid'
    when key = 'include_archived' and jsonb_typeof(value) <> 'boolean' then 'must be true or false'
    when key in ('species', 'text') and (jsonb_typeof(value) <> 'string' or length(given) not between 1 and 500)
      then 'must be a text of 1 to 500 characters'
    when key not in ('domain_ids', 'status', 'priority', 'category', 'species', 'org_id', 'include_archived', 'text')
      then 'is no known filter'
  end;
end;
$$;

comment on function private.case_filter_fault(text, jsonb) is
'What is wrong with one entry of a filter of cases; null when nothing.';
revoke all on function private.case_filter_fault(text, jsonb) from public, anon, authenticated, service_role;
