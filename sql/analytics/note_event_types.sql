-- requires: sql/analytics/dirty_days.sql sql/events/event_log.sql sql/events/event_catalog.sql sql/events/event_tallies.sql
create or replace function private.note_event_types()
returns trigger
language plpgsql
volatile
security definer -- definer: whoever changes a fact may not write the notes
set search_path = ''
as $$
begin
  insert into private.dirty_days (domain_id, day, cause)
  select new.domain_id, told.day, 'event_types'
  from (
    select (e.occurred_at at time zone 'UTC')::date as day
    from public.event_log as e
    where e.domain_id = new.domain_id and e.name = new.name and e.schema_version = new.schema_version
      and e.actor_kind = 'user' and not e.is_test
    union
    select (t.begins_at at time zone 'UTC')::date
    from private.event_tallies as t
    where t.domain_id = new.domain_id and t.name = new.name and t.schema_version = new.schema_version
      and t.actor_kind = 'user'
  ) as told;
  return null;
end;
$$;

comment on function private.note_event_types() is
'Row trigger of event_catalog: notes the days on which users did what counts from now on, or no more.';
revoke all on function private.note_event_types() from public, anon, authenticated, service_role;

create trigger note_changed after update of is_active on public.event_catalog
for each row when (new.is_active <> old.is_active) execute function private.note_event_types();
