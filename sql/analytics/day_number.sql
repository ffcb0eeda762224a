-- requires: sql/platform/schemas.sql
create or replace function private.day_number(at timestamptz)
returns numeric
language plpgsql
immutable
parallel safe
strict
security invoker
set search_path = ''
as $$
begin
  return (extract(epoch from at) - 946684800) / 86400;
end;
$$;

comment on function private.day_number(timestamptz) is
'Days since 2000-01-01 (UTC), with the part of the day after the point.';

revoke all on function private.day_number(timestamptz) from public;
