-- requires: sql/analytics/window_blocks.sql sql/analytics/hour_number.sql sql/analytics/hour_time.sql
create or replace function private.hour_pieces(from_at timestamptz, to_at timestamptz, noted integer [])
returns table (level smallint, block integer, begins_at timestamptz, ends_at timestamptz)
language plpgsql
immutable
parallel safe
security invoker
rows 20
set search_path = ''
as $$
declare
  first_hour constant integer := ceil(private.hour_number(from_at));
  end_hour constant integer := floor(private.hour_number(to_at));
  place integer := first_hour; -- Up to here everything is returned.
  gap record;
begin
  if first_hour > end_hour then
    return query select null::smallint, null::integer, from_at, to_at;
    return;
  end if;
  if noted <> '{}' then -- Mostly nothing is, and there are many windows: finding that out by the query costs half of all.
    for gap in
      select min(single.hour) as first_hour, max(single.hour) + 1 as end_hour
      from (
        select dirty.hour, dirty.hour - row_number() over (order by dirty.hour) as island
        from (
          select distinct listed.hour from unnest(noted) as listed (hour)
          where listed.hour >= first_hour and listed.hour < end_hour
        ) as dirty
      ) as single
      group by single.island
      order by 1
    loop
      return query select whole.*, null::timestamptz, null::timestamptz
      from private.window_blocks(place, gap.first_hour) as whole;
      return query select
        null::smallint, null::integer, private.hour_time(gap.first_hour), private.hour_time(gap.end_hour);
      place := gap.end_hour;
    end loop;
  end if;
  return query select whole.*, null::timestamptz, null::timestamptz
  from private.window_blocks(place, end_hour) as whole;
  begins_at := from_at;
  ends_at := private.hour_time(first_hour);
  if begins_at < ends_at then
    return next;
  end if;
  begins_at := private.hour_time(end_hour);
  ends_at := to_at;
  if begins_at < ends_at then
    return next;
  end if;
end;
$$;

comment on function private.hour_pieces(timestamptz, timestamptz, integer []) is
'A window in pieces, each instant in one: blocks (level and block) of whole hours that are counted, and times (begins_at, ends_at) of which the facts are to be read: the noted hours, and hours that are only partly in the window.';

revoke all on function private.hour_pieces(timestamptz, timestamptz, integer [])
from public, anon, authenticated, service_role;
