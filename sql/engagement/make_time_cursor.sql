-- requires: sql/platform/default_privileges.sql
-- Binary, as a page makes one for each of its rows: text costs four times as much. In SQL with a bound body, so that
-- it becomes a part of the query that calls it: that halves the rest. Its names were looked up when it was made,
-- so it needs no search path, and with one it could not be taken in.
-- lint: allow function_search_path: a bound body looks nothing up, and it has no rights of its own
create or replace function private.make_time_cursor(
  list text,
  at timestamptz,
  id uuid,
  domain_id uuid
)
returns text
language sql
immutable
parallel safe
security invoker
return list || '.' || encode(uuid_send(id) || uuid_send(domain_id) || timestamptz_send(at), 'hex');

comment on function private.make_time_cursor(text, timestamptz, uuid, uuid) is
'The place of a row in a list that is ordered by time, to the microsecond. Read by read_time_cursor.';

revoke all on function private.make_time_cursor(text, timestamptz, uuid, uuid) from public;
grant execute on function private.make_time_cursor(text, timestamptz, uuid, uuid)
to authenticated, service_role;
