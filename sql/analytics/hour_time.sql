-- requires: sql/platform/schemas.sql
create or replace function private.hour_time(hour integer)
returns timestamptz
language plpgsql
immutable
parallel safe
strict
security invoker
set search_path = ''
as $$
begin
  return to_timestamp(946684800 + hour * 3600.0);
end;
$$;

comment on function private.hour_time(integer) is 'When the hour with this number (private.hour_number) begins.';

revoke all on function private.hour_time(integer) from public;
