-- requires: sql/analytics/activity_period.sql sql/analytics/report_buckets.sql
create or replace function private.activity_periods(
  reported private.report_window,
  bucket text,
  earlier integer default 0
)
returns setof private.activity_period
language plpgsql
stable
security invoker
rows 30
set search_path = ''
as $$
declare
  step constant interval := '1 ' || bucket;
  first_on timestamp;
  last_on timestamp;
begin
  select min(part.begins_on), max(part.begins_on) into first_on, last_on
  from private.report_buckets(reported, bucket) as part;
  return query
  select
    (row_number() over (order by local.begins_at))::integer - earlier,
    local.begins_at::date,
    whole.from_at,
    whole.to_at,
    private.bucket_state(whole.to_at)
  from generate_series(first_on - step * earlier, last_on, step) as local (begins_at)
  cross join lateral (
    select
      private.day_begins_at(local.begins_at, reported.time_zone) as from_at,
      private.day_begins_at(local.begins_at + step, reported.time_zone) as to_at
  ) as whole
  order by local.begins_at;
end;
$$;

comment on function private.activity_periods(private.report_window, text, integer) is
'The days, weeks or months that a window touches, whole, and so many earlier ones. Raises 22023.';

revoke all on function private.activity_periods(private.report_window, text, integer) from public;
