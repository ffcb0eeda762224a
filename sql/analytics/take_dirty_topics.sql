-- requires: sql/analytics/dirty_topics.sql
create or replace function private.take_dirty_topics(batch_size integer)
returns table (domain_id uuid, hours integer [])
language plpgsql
volatile
security invoker
set search_path = ''
set enable_nestloop = off -- See private.take_dirty_days.
as $$
begin
  return query
  with keys as (
    select distinct noted.domain_id, noted.hour from private.dirty_topics as noted
    order by noted.domain_id, noted.hour
    limit batch_size
  ), gone as (
    delete from private.dirty_topics as noted using keys
    where noted.domain_id = keys.domain_id and noted.hour = keys.hour
    returning noted.domain_id, noted.hour
  )
  select gone.domain_id, array_agg(distinct gone.hour)
  from gone
  group by gone.domain_id;
end;
$$;

comment on function private.take_dirty_topics(integer) is
'Takes that many noted hours at most, by domain; whoever takes them counts them.';

revoke all on function private.take_dirty_topics(integer) from public;
