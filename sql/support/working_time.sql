-- requires: sql/support/sla_policies.sql
-- A span of work lasts from the moment at which its begin is on the clock to the one of its end. A time
-- that the clock shows twice is the later one, one that it leaves out is as much later; spans that then
-- overlap count once. A holiday is a date of the policy's zone.
create or replace function private.working_time(policy private.sla_policies, from_at timestamptz, to_at timestamptz)
returns tstzmultirange
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  if from_at >= to_at then
    return '{}';
  end if;
  return coalesce((
    select range_agg(tstzrange(span.begins, span.ends)) * tstzmultirange(tstzrange(from_at, to_at))
    from generate_series(
      (from_at at time zone policy.time_zone)::date - 2, (to_at at time zone policy.time_zone)::date + 1, interval '1 day'
    ) as day (midnight)
    cross join lateral jsonb_array_elements(
      policy.weekly_hours -> extract(isodow from day.midnight)::text
    ) as hours (pair)
    cross join lateral (
      select
        (day.midnight::date + (hours.pair ->> 0)::time) at time zone policy.time_zone as begins,
        (day.midnight::date + (hours.pair ->> 1)::time) at time zone policy.time_zone as ends
    ) as span
    where day.midnight::date <> all(policy.holidays) and span.begins < span.ends
  ), '{}');
end;
$$;

comment on function private.working_time(private.sla_policies, timestamptz, timestamptz) is
'When support works between two moments.';
revoke all on function private.working_time(private.sla_policies, timestamptz, timestamptz)
from public, anon, authenticated, service_role;
