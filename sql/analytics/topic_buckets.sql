-- requires: sql/analytics/day_begins_at.sql
create or replace function private.topic_buckets(
  from_at timestamptz,
  to_at timestamptz,
  bucket text,
  time_zone text
)
returns table (starts_on date, begins_at timestamptz, ends_at timestamptz)
language plpgsql
stable
security invoker
rows 30
set search_path = ''
as $$
declare
  step constant interval := '1 ' || bucket;
begin
  if bucket is null then
    return query select null::date, from_at, to_at;
    return;
  end if;
  return query
  select local.day::date, part.begins_at, part.ends_at
  from generate_series(
    date_trunc(bucket, from_at at time zone time_zone), to_at at time zone time_zone, step
  ) as local (day)
  cross join lateral (
    select
      greatest(from_at, private.day_begins_at(local.day, time_zone)),
      least(to_at, private.day_begins_at(local.day + step, time_zone))
  ) as part (begins_at, ends_at)
  where part.begins_at < part.ends_at;
end;
$$;

comment on function private.topic_buckets(timestamptz, timestamptz, text, text) is
'The parts of a window by the local days, weeks or months on which they begin; bucket null: the window itself.';

revoke all on function private.topic_buckets(timestamptz, timestamptz, text, text) from public;
