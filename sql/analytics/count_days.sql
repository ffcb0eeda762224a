-- requires: sql/analytics/count_window.sql
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
    )))
    from unnest(days) as asked (day)
  ), '{}');
end;
$$;

comment on function private.count_days(uuid, date []) is
'What private.count_window says of each of the days (UTC), by day.';

revoke all on function private.count_days(uuid, date []) from public;
