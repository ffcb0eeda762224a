-- requires: sql/events/event_filter.sql sql/platform/read_filter.sql
create or replace function private.read_event_filter(filter jsonb)
returns private.event_filter
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
      "name": "text",
      "actor_kind": ["user", "bo_user", "system", "integration"],
      "actor_id": "text",
      "object": "text",
      "from": "time",
      "to": "time",
      "include_test": "boolean"
    }'
  );
begin
  return jsonb_populate_record(null::private.event_filter, given);
end;
$$;

comment on function private.read_event_filter(jsonb) is
'The filter of list_events() with its types. Raises 22023 that names an unknown or ill-typed key. Null means no filter.';
revoke all on function private.read_event_filter(jsonb) from public, anon, authenticated, service_role;
