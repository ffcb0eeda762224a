-- requires: sql/platform/default_privileges.sql
-- Time-ordered ids keep inserts at the right edge of the index; v4 ids scatter over all of it.
-- A v4 uuid with its first 48 bits replaced by milliseconds and its version nibble raised 4 -> 7.
create or replace function private.new_id()
returns uuid
language plpgsql
volatile
parallel safe
security invoker
set search_path = ''
as $$
declare
  milliseconds bigint := floor(extract(epoch from clock_timestamp()) * 1000);
  bytes bytea := uuid_send(gen_random_uuid());
begin
  bytes := overlay(bytes placing substring(int8send(milliseconds) from 3) from 1 for 6);
  bytes := set_bit(set_bit(bytes, 52, 1), 53, 1);
  return encode(bytes, 'hex')::uuid;
end;
$$;

comment on function private.new_id() is
'A new uuid, version 7: sorts by the time of its making, to the millisecond.';

revoke all on function private.new_id() from public;
grant execute on function private.new_id() to authenticated, service_role;
