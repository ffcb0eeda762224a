-- requires: sql/analytics/dirty_days.sql
-- What is noted goes from nothing to tens of thousands of rows and back, so no statistics are right: as a nested
-- loop, which is cheapest for a few rows, a first count of a year of 200 domains was quadratic.
create or replace function private.take_dirty_days(batch_size integer)
returns table (domain_id uuid, days date [], causes text [])
language plpgsql
volatile
security invoker
set search_path = ''
set enable_nestloop = off
as $$
begin
  return query
  with keys as (
    select distinct noted.domain_id, noted.day from private.dirty_days as noted
    order by noted.domain_id, noted.day
    limit batch_size
  ), gone as (
    delete from private.dirty_days as noted using keys
    where noted.domain_id = keys.domain_id and noted.day = keys.day
    returning noted.id, noted.domain_id, noted.day, noted.cause
  ), listed as (
    select gone.domain_id, gone.day, (array_agg(gone.cause order by gone.id))[1] as cause
    from gone
    group by gone.domain_id, gone.day
  )
  select
    listed.domain_id,
    array_agg(listed.day order by listed.day),
    array_agg(listed.cause order by listed.day)
  from listed
  group by listed.domain_id
  order by listed.domain_id;
end;
$$;

comment on function private.take_dirty_days(integer) is
'Takes that many noted days at most, by domain, each with its first cause; whoever takes them counts them.';

revoke all on function private.take_dirty_days(integer) from public;
