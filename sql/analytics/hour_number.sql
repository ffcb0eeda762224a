-- requires: sql/platform/schemas.sql
create or replace function private.hour_number(at timestamptz)
returns numeric
language plpgsql
immutable
parallel safe
strict
security invoker
set search_path = ''
as $$
begin
  return (extract(epoch from at) - 946684800) / 3600;
end;
$$;

comment on function private.hour_number(timestamptz) is
'Hours since 2000-01-01 (UTC), with the part of the hour after the point.';

revoke all on function private.hour_number(timestamptz) from public;
