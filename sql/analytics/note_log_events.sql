-- requires: sql/analytics/dirty_days.sql sql/events/event_log.sql
-- Kinds that are inactive are noted too: somebody may be making one active just now, who does not see these events yet.
-- Who moves rows between partitions, or drops a month that was counted, does not name event_log, and notes nothing.
create or replace function private.note_log_events()
returns trigger
language plpgsql
volatile
security definer -- definer: whoever changes a fact may not write the notes
set search_path = ''
as $$
begin
  insert into private.dirty_days (domain_id, day, cause)
  select distinct changed.domain_id, (changed.occurred_at at time zone 'UTC')::date, 'events'
  from changed_rows as changed
  where changed.actor_kind = 'user' and not changed.is_test;
  return null;
end;
$$;

comment on function private.note_log_events() is
'Statement trigger of event_log: notes the days on which users did this.';
revoke all on function private.note_log_events() from public, anon, authenticated, service_role;

create trigger note_inserted after insert on public.event_log
referencing new table as changed_rows
for each statement execute function private.note_log_events();

create trigger note_updated after update on public.event_log
referencing new table as changed_rows
for each statement execute function private.note_log_events();

-- What turns out to be a test, or to have happened at another time, leaves its day.
create trigger note_updated_before after update on public.event_log
referencing old table as changed_rows
for each statement execute function private.note_log_events();

create trigger note_deleted after delete on public.event_log
referencing old table as changed_rows
for each statement execute function private.note_log_events();
