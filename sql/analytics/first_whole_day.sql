-- requires: sql/analytics/day_begins_at.sql
create or replace function private.first_whole_day(at timestamptz, time_zone text)
returns timestamptz
language plpgsql
stable
parallel safe
strict
security invoker
set search_path = ''
as $$
declare
  begins_at constant timestamptz := private.day_begins_at(date_trunc('day', at at time zone time_zone), time_zone);
begin
  if begins_at = at then
    return at;
  end if;
  return private.day_begins_at(date_trunc('day', at at time zone time_zone) + interval '1 day', time_zone);
end;
$$;

comment on function private.first_whole_day(timestamptz, text) is
'The first midnight of the time zone at or after this instant.';

revoke all on function private.first_whole_day(timestamptz, text) from public;
