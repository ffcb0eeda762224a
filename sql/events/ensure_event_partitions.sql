-- requires: sql/events/event_log.sql
-- A table for a month, filled with what the default partition has of it, then attached: so a late month, or one that
-- nobody made in time, is put right, and no row is out of sight at any moment. Months over two years back stay in the
-- default partition, or one sender with a broken clock would make hundreds of tables.
create or replace function private.ensure_event_partitions(from_day date default current_date, months integer default 3)
returns integer
language plpgsql
security definer -- definer: only the owner may create partitions
set search_path = ''
as $$
declare
  month timestamp;
  partition text;
  span tstzrange;
  created integer := 0;
begin
  -- Nothing may come into the default partition between the move and the attaching.
  lock table private.event_log_default in access exclusive mode;
  for month in
    select date_trunc('month', from_day::timestamp) + make_interval(months => ahead)
    from generate_series(0, months - 1) as ahead
    union
    select date_trunc('month', late.occurred_at at time zone 'UTC') from private.event_log_default as late
    where late.occurred_at >= (from_day - interval '2 years') at time zone 'UTC'
    order by 1
  loop
    partition := 'event_log_' || to_char(month, 'YYYY_MM');
    continue when to_regclass('private.' || partition) is not null;
    span := tstzrange(month at time zone 'UTC', (month + interval '1 month') at time zone 'UTC');
    execute format('create table private.%I (like public.event_log including all)', partition);
    execute format('alter table private.%I enable row level security', partition);
    execute format(
      'with late as (delete from private.event_log_default where occurred_at >= $1 and occurred_at < $2 returning *) '
      'insert into private.%I select * from late', partition
    ) using lower(span), upper(span);
    execute format('alter table public.event_log attach partition private.%I for values from (%L) to (%L)',
      partition, lower(span), upper(span));
    created := created + 1;
  end loop;
  return created;
end;
$$;

comment on function private.ensure_event_partitions(date, integer) is
'Makes the missing month partitions of event_log (UTC months) from from_day on, and those of whatever lies in the default partition. Returns how many it made.';
revoke all on function private.ensure_event_partitions(date, integer) from public, anon, authenticated, service_role;
