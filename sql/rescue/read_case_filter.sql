-- requires: sql/rescue/case_filter.sql sql/rescue/case_filter_fault.sql sql/engagement/plain_words.sql
create or replace function private.read_case_filter(filter jsonb)
returns private.case_filter
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  given constant jsonb := jsonb_strip_nulls(coalesce(nullif(filter, 'null'), '{}'));
  broken record;
  wanted private.case_filter;
begin
  if jsonb_typeof(given) <> 'object' then
    perform private.bad_input('filter', 'must be an object');
  end if;
  select entry.key, private.case_filter_fault(entry.key, entry.value) as fault
  into broken
  from jsonb_each(given) as entry
  where private.case_filter_fault(entry.key, entry.value) is not null
  order by entry.key
  limit 1;
  if found then
    perform private.bad_input('filter.' || broken.key, broken.fault);
  end if;
  wanted := jsonb_populate_record(null::private.case_filter, given - 'text');
  wanted.query := websearch_to_tsquery('private.plain_words', given ->> 'text');
  return wanted;
end;
$$;

comment on function private.read_case_filter(jsonb) is
'The filter of list_cases() with its types. Raises 22023 that names an unknown or ill-typed key. Null means no filter.';
revoke all on function private.read_case_filter(jsonb) from public, anon, authenticated, service_role;
