-- Months by their tables, and those that stand in the default partition: nobody made a table for what was told so late.
-- requires: sql/platform/retention_archives.sql sql/platform/retention_cutoff.sql sql/events/event_log.sql
-- requires: sql/platform/is_held.sql sql/notify/enqueue.sql
create or replace function private.note_due_archives()
returns integer
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  cutoff constant timestamptz := private.retention_cutoff('event_log');
  made public.retention_archives;
  noted integer := 0;
begin
  for made in
    with month as (
      select to_date(right(c.relname, 7), 'YYYY_MM')::timestamp as begins
      from pg_catalog.pg_inherits as i
      inner join pg_catalog.pg_class as c on i.inhrelid = c.oid
      where i.inhparent = 'public.event_log'::regclass and c.relname <> 'event_log_default'
      union
      select date_trunc('month', e.occurred_at at time zone 'UTC') from private.event_log_default as e
    ), span as (
      select m.begins at time zone 'UTC' as from_at, (m.begins + interval '1 month') at time zone 'UTC' as to_at
      from month as m
    )
    insert into public.retention_archives (history, from_at, to_at)
    select 'event_log', s.from_at, s.to_at
    from span as s
    where s.to_at <= cutoff and not private.is_held(s.from_at, s.to_at)
      and exists (select from public.event_log as e where e.occurred_at >= s.from_at and e.occurred_at < s.to_at)
    on conflict (history, from_at) where state <> 'dropped' do nothing
    returning *
  loop
    noted := noted + 1;
    perform private.enqueue('archive.due', 'archive.due:' || made.id, jsonb_build_object('archive_id', made.id));
  end loop;
  return noted;
end;
$$;

comment on function private.note_due_archives() is
'Makes an archive of every month of events that is older than the policy, has rows, none of them held, and is not on its way yet. Returns how many.';
revoke all on function private.note_due_archives() from public, anon, authenticated, service_role;
