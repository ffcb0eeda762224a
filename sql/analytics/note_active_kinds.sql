-- requires: sql/analytics/dirty_days.sql sql/analytics/active_kinds.sql sql/engagement/session_events.sql
create or replace function private.note_active_kinds()
returns trigger
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  insert into private.dirty_days (domain_id, day, cause)
  select event.domain_id, (event.occurred_at at time zone 'UTC')::date as day, 'active_kinds'
  from public.session_events as event
  where event.kind in (new.kind, old.kind)
  group by event.domain_id, day;
  return null;
end;
$$;

comment on function private.note_active_kinds() is
'Row trigger of active_kinds: notes the days with events of the kind.';

revoke all on function private.note_active_kinds() from public;

create trigger note_changed after insert or update or delete on private.active_kinds
for each row execute function private.note_active_kinds();
