-- requires: sql/platform/schemas.sql
create or replace function private.midnight_within(day date, zone text)
returns timestamptz
language plpgsql
immutable
parallel safe
security invoker
set search_path = ''
as $$
begin
  return (
    select min(midnight.at)
    from unnest(array[day, day + 1]) as there (begins_on)
    cross join lateral (select there.begins_on::timestamp at time zone zone) as midnight (at)
    where
      midnight.at > day::timestamp at time zone 'UTC'
      and midnight.at < (day + 1)::timestamp at time zone 'UTC'
  );
end;
$$;

comment on function private.midnight_within(date, text) is
'When a day of the zone begins within a day of UTC; null where they begin together.';

revoke all on function private.midnight_within(date, text) from public;
