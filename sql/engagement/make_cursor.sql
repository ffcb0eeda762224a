-- requires: sql/platform/default_privileges.sql
-- Opaque, so that the order of a list can change without breaking a client; safe in an address. Making base64 safe in
-- one costs as much as all the rest of it.
create or replace function private.make_cursor(list text, at text, id uuid, domain_id uuid)
returns text
language plpgsql
immutable
parallel safe
security invoker
set search_path = ''
as $$
begin
  return encode(convert_to(concat_ws('|', list, id, domain_id, at), 'utf8'), 'hex');
end;
$$;

comment on function private.make_cursor(text, text, uuid, uuid) is
'The place of a row in a list: its sort value as text, its id and its domain. Read by read_cursor.';

revoke all on function private.make_cursor(text, text, uuid, uuid) from public, anon, authenticated, service_role;
