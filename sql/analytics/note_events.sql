-- requires: sql/analytics/dirty_days.sql sql/engagement/session_events.sql sql/analytics/noted_kinds.sql
-- The days before an event are noted without a look at what happened on them: a conversation that another
-- transaction is writing just now would not be seen.
create or replace function private.note_events()
returns trigger
language plpgsql
volatile
security definer -- definer: whoever changes a fact may not write the notes
set search_path = ''
as $$
begin
  insert into private.dirty_days (domain_id, day, cause)
  select distinct changed.domain_id, (changed.occurred_at at time zone 'UTC')::date - back.days, 'events'
  from changed_rows as changed
  inner join private.noted_kinds as noted on changed.kind = noted.kind
  cross join lateral generate_series(0, noted.days_back) as back (days);
  return null;
end;
$$;

comment on function private.note_events() is
'Statement trigger of session_events: notes the days whose numbers these events belong to.';

revoke all on function private.note_events() from public;

create trigger note_inserted after insert on public.session_events
referencing new table as changed_rows
for each statement execute function private.note_events();

create trigger note_deleted after delete on public.session_events
referencing old table as changed_rows
for each statement execute function private.note_events();
