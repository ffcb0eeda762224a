-- requires: sql/support/ticket_filter.sql sql/platform/read_filter.sql sql/engagement/plain_words.sql
create or replace function private.read_ticket_filter(filter jsonb)
returns private.ticket_filter
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
      "status": {"some_of": ["new", "open", "pending", "on_hold", "resolved", "closed"]},
      "kind": ["chatbot", "general"],
      "priority": ["urgent", "high", "normal", "low"],
      "assignee_id": "uuid",
      "is_unassigned": "boolean",
      "is_overdue": "boolean",
      "platform_user_id": "uuid",
      "order_id": "uuid",
      "case_id": "uuid",
      "text": "text"
    }'
  );
  wanted private.ticket_filter := jsonb_populate_record(null::private.ticket_filter, given - 'text');
begin
  wanted.query := websearch_to_tsquery('private.plain_words', given ->> 'text');
  return wanted;
end;
$$;

comment on function private.read_ticket_filter(jsonb) is
'The filter of a list of tickets with its types. Raises 22023 that names an unknown or ill-typed key. Null means no filter.';
revoke all on function private.read_ticket_filter(jsonb) from public, anon, authenticated, service_role;
