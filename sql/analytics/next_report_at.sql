-- requires: sql/platform/schemas.sql
-- Days are counted on the wall, so a change of clocks neither skips one nor takes it twice.
create or replace function private.next_report_at(
  after timestamptz,
  cadence text,
  on_day integer,
  send_at time,
  time_zone text
)
returns timestamptz
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  part constant text := case cadence when 'daily' then 'day' when 'weekly' then 'week' else 'month' end;
  step constant interval := '1 ' || part;
  first_on constant timestamp := date_trunc(part, after at time zone time_zone);
begin
  return (
    select min(due.at)
    from generate_series(first_on, first_on + step, step) as period (begins_at)
    cross join lateral (
      select least(
        period.begins_at + make_interval(days => on_day - 1), period.begins_at + step - interval '1 day'
      )::date as day
    ) as chosen
    cross join lateral (select (chosen.day + send_at) at time zone time_zone as at) as due
    where due.at > after
  );
end;
$$;

comment on function private.next_report_at(timestamptz, text, integer, time, text) is
'When something that comes daily, weekly or monthly is due next, later than after. on_day: of a week from Monday, of a month; one that a month does not have is its last.';
revoke all on function private.next_report_at(timestamptz, text, integer, time, text)
from public, anon, authenticated, service_role;
