-- Counting and dropping are one transaction, so that no moment has both the tallies and the rows, or neither. Nothing is
-- added to the month meanwhile. Whoever waits longer than half a second gives way, before Postgres ends one of two that
-- wait for each other, which might be a sender's batch.
-- requires: sql/platform/archive_fault.sql sql/events/tally_events.sql sql/notify/enqueue.sql
create or replace function private.drop_archive(archive public.retention_archives)
returns text
language plpgsql
volatile
security invoker
set search_path = ''
set lock_timeout = '500ms'
as $$
declare
  month constant text := 'event_log_' || to_char(archive.from_at at time zone 'UTC', 'YYYY_MM');
  found_fault text;
begin
  if to_regclass('private.' || month) is not null then
    execute format('lock table private.%I in share mode', month);
  end if;
  lock table private.event_log_default in share mode;
  found_fault := private.archive_fault(archive);
  if found_fault is not null then
    delete from public.archive_parts as p where p.archive_id = archive.id;
    update public.retention_archives as a
    set state = 'due', written_at = null, parts = 0, row_count = 0, fault = found_fault
    where a.id = archive.id
    returning a.* into archive;
    perform private.enqueue(
      'archive.due', format('archive.due:%s:%s', archive.id, archive.version),
      jsonb_build_object('archive_id', archive.id)
    );
    return 'due';
  end if;
  perform private.tally_events(archive.from_at, archive.to_at);
  delete from private.event_log_default as e
  where e.occurred_at >= archive.from_at and e.occurred_at < archive.to_at;
  execute format('drop table if exists private.%I', month);
  update public.retention_archives as a set state = 'dropped', dropped_at = now() where a.id = archive.id;
  return 'dropped';
exception
  when lock_not_available then
    return 'busy';
end;
$$;

comment on function private.drop_archive(public.retention_archives) is
'Drops a month whose parts are what the table has, and keeps its tallies: dropped. Where they are not, it is to be written anew: due. Where somebody uses the table, nothing happens: busy.';
revoke all on function private.drop_archive(public.retention_archives) from public, anon, authenticated, service_role;
