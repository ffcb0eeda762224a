-- requires: sql/platform/default_privileges.sql
-- Binary, as a page makes one for each of its rows: text costs four times as much.
create or replace function private.make_time_cursor(
  list text,
  at timestamptz,
  id uuid,
  domain_id uuid
)
returns text
language plpgsql
immutable
parallel safe
security invoker
set search_path = ''
as $$
begin
  return list || '.' || encode(
    uuid_send(id) || uuid_send(domain_id) || timestamptz_send(at), 'hex'
  );
end;
$$;

comment on function private.make_time_cursor(text, timestamptz, uuid, uuid) is
'The place of a row in a list that is ordered by time, to the microsecond. Read by read_time_cursor.';

revoke all on function private.make_time_cursor(text, timestamptz, uuid, uuid) from public;
grant execute on function private.make_time_cursor(text, timestamptz, uuid, uuid)
to authenticated, service_role;
