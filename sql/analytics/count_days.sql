-- requires: sql/analytics/count_window.sql sql/analytics/block_people.sql
create or replace function private.count_days(domain_id uuid, days date [])
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return coalesce((
    select jsonb_object_agg(asked.day, to_jsonb(private.count_window(
      domain_id, asked.day::timestamp at time zone 'UTC', (asked.day + 1)::timestamp at time zone 'UTC'
    )) || jsonb_build_object('active', (
      select coalesce(sum(bit_count(part.active)), 0) from private.block_people as part
      where part.domain_id = count_days.domain_id and part.level = 0 and part.block = asked.day - date '2000-01-01'
    )))
    from unnest(days) as asked (day)
  ), '{}');
end;
$$;

comment on function private.count_days(uuid, date []) is
'Every number whose changes metric_revisions tells of, of each of the days (UTC), by day: what private.count_window says, and active.';

revoke all on function private.count_days(uuid, date []) from public;
