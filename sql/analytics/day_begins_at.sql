-- requires: sql/platform/schemas.sql
create or replace function private.day_begins_at(local_at timestamp, time_zone text)
returns timestamptz
language plpgsql
stable
parallel safe
security invoker
set search_path = ''
as $$
declare
  -- Of two midnights, where clocks go back by an hour to it (the Azores), this is the second.
  begins_at constant timestamptz := local_at at time zone time_zone;
begin
  if (begins_at - interval '1 hour') at time zone time_zone >= local_at then
    return begins_at - interval '1 hour';
  end if;
  return begins_at;
end;
$$;

comment on function private.day_begins_at(timestamp, text) is
'The first instant of the day that begins at this midnight on the wall.';

revoke all on function private.day_begins_at(timestamp, text) from public;
