-- requires: sql/platform/default_privileges.sql
-- A night's quiet hours are one stretch of time, from the moment at which the clock shows quiet_from to
-- the one at which it shows quiet_to. So an hour that a clock change repeats or leaves out makes the
-- stretch longer or shorter, and nobody is woken in between.
create or replace function private.quiet_until(
  at timestamptz,
  quiet_from time,
  quiet_to time,
  time_zone text
)
returns timestamptz
language plpgsql
stable
strict
security invoker
set search_path = ''
as $$
declare
  today constant date := (at at time zone time_zone)::date;
  begins timestamptz;
  ends timestamptz;
begin
  -- The night that began yesterday, or the one that begins today.
  for back in reverse 1..0 loop
    begins := (today - back + quiet_from) at time zone time_zone;
    ends := (today - back + (quiet_to <= quiet_from)::integer + quiet_to) at time zone time_zone;
    if at >= begins and at < ends then
      return ends;
    end if;
  end loop;
  return null;
end;
$$;

comment on function private.quiet_until(timestamptz, time, time, text) is
'When the quiet hours end that this moment falls into; null where it falls into none, or there are none.';
revoke all on function private.quiet_until(timestamptz, time, time, text)
from public, anon, authenticated, service_role;
