-- requires: sql/analytics/dirty_trades.sql sql/analytics/hour_time.sql
create or replace function private.take_dirty_trades(batch_size integer)
returns table (domain_id uuid, hours integer [], days date [], causes text [])
language plpgsql
volatile
security invoker
set search_path = ''
set enable_nestloop = off -- See private.take_dirty_days.
as $$
begin
  return query
  with keys as (
    select distinct noted.domain_id, noted.hour from private.dirty_trades as noted
    order by noted.domain_id, noted.hour
    limit batch_size
  ), gone as (
    delete from private.dirty_trades as noted using keys
    where noted.domain_id = keys.domain_id and noted.hour = keys.hour
    returning noted.id, noted.domain_id, noted.hour, noted.cause
  ), listed as (
    select
      gone.domain_id, (private.hour_time(gone.hour) at time zone 'UTC')::date as day,
      array_agg(distinct gone.hour) as hours, (array_agg(gone.cause order by gone.id))[1] as cause
    from gone
    group by 1, 2
  ), merged as (
    select listed.domain_id, array_agg(listed.day) as days, array_agg(listed.cause) as causes
    from listed
    group by listed.domain_id
  )
  select
    merged.domain_id,
    array(
      select part.hour from listed cross join lateral unnest(listed.hours) as part (hour)
      where listed.domain_id = merged.domain_id
    ),
    merged.days, merged.causes
  from merged;
end;
$$;

comment on function private.take_dirty_trades(integer) is
'Takes that many noted hours at most, by domain, with their days (UTC), each with its first cause; whoever takes them counts them.';

revoke all on function private.take_dirty_trades(integer) from public, anon, authenticated, service_role;
