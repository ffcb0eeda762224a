-- requires: sql/rescue/case_filter.sql sql/platform/read_filter.sql sql/engagement/plain_words.sql
create or replace function private.read_case_filter(filter jsonb)
returns private.case_filter
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  given constant jsonb := private.read_filter(
    filter,
    '{
      "domain_ids": "uuids",
      "status": {"some_of": ["draft", "active", "urgent", "on_hold", "completed", "cancelled"]},
      "priority": ["normal", "urgent"],
      "category": ["rescue", "surgery", "treatment", "transit", "foster"],
      "species": "text",
      "org_id": "uuid",
      "include_archived": "boolean",
      "text": "text"
    }'
  );
  wanted private.case_filter := jsonb_populate_record(null::private.case_filter, given - 'text');
begin
  wanted.query := websearch_to_tsquery('private.plain_words', given ->> 'text');
  return wanted;
end;
$$;

comment on function private.read_case_filter(jsonb) is
'The filter of list_cases() with its types. Raises 22023 that names an unknown or ill-typed key. Null means no filter.';
revoke all on function private.read_case_filter(jsonb) from public, anon, authenticated, service_role;
