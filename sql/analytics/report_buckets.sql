-- requires: sql/analytics/day_begins_at.sql sql/analytics/report_window.sql sql/analytics/bucket_state.sql sql/platform/bad_input.sql
-- Begins and ends are midnights on the wall, so a day on which clocks change is one of 23 or 25 hours.
create or replace function private.report_buckets(reported private.report_window, bucket text)
returns table (begins_on date, from_at timestamptz, to_at timestamptz, state text)
language plpgsql
stable
security invoker
rows 30
set search_path = ''
as $$
declare
  most constant integer := 400;
  step constant interval := '1 ' || bucket;
  first_on timestamp;
begin
  if bucket in ('day', 'week', 'month') is not true then
    perform private.bad_input('bucket', 'must be day, week or month');
  end if;
  first_on := date_trunc(bucket, reported.from_at at time zone reported.time_zone);
  if (first_on + step * most) at time zone reported.time_zone < reported.to_at then
    perform private.bad_input('bucket', format('gives more than %s parts; take a longer one', most));
  end if;
  return query
  select
    whole.begins_at::date,
    greatest(whole.from_at, reported.from_at),
    least(whole.to_at, reported.to_at),
    case
      when whole.from_at < reported.from_at or whole.to_at > reported.to_at then 'partial'
      else private.bucket_state(whole.to_at)
    end
  from (
    select
      local.begins_at,
      private.day_begins_at(local.begins_at, reported.time_zone) as from_at,
      private.day_begins_at(local.begins_at + step, reported.time_zone) as to_at
    -- One more than can begin before the end: a midnight on the wall may be an hour away from the instant.
    from generate_series(first_on, reported.to_at at time zone reported.time_zone + interval '1 hour', step) as local (begins_at)
  ) as whole
  where whole.from_at < reported.to_at
  order by whole.begins_at;
end;
$$;

comment on function private.report_buckets(private.report_window, text) is
'The days, weeks (from Monday) or months of a window in its time zone; the first and the last may be cut by it, and are partial then. Raises 22023.';

revoke all on function private.report_buckets(private.report_window, text) from public;
