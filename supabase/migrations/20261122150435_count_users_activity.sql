-- Users of the platforms are active by the event log, in the same sets as visitors.
set local check_function_bodies = off;

-- squawk-ignore ban-drop-view
drop view private.active_events;

create or replace function private.note_event_types()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  as $function$
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
$function$;

create or replace function private.note_log_events()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  as $function$
begin
  insert into private.dirty_days (domain_id, day, cause)
  select distinct changed.domain_id, (changed.occurred_at at time zone 'UTC')::date, 'events'
  from changed_rows as changed
  where changed.actor_kind = 'user' and not changed.is_test;
  return null;
end;
$function$;

create or replace function private.user_person_id(
  external_id text
)
  returns uuid
  language plpgsql
  immutable
  parallel safe
  strict
  set search_path to ''
  as $function$
begin
  return md5('user ' || external_id)::uuid;
end;
$function$;

create view private.active_events
with (security_invoker = on) as
select
  event.domain_id,
  person.person_id,
  event.occurred_at
from private.active_kinds as active
inner join public.session_events as event on active.kind = event.kind
cross join lateral (
  select real.person_id from private.real_visitors as real
  where real.domain_id = event.domain_id and real.visitor_id = event.visitor_id
  order by real.visitor_id
  limit 1
) as person
where
  (active.role is null or event.properties ->> 'role' = active.role)
  and event.environment = 'production'
  and event.deployment_target = 'widget'
union all
select
  told.domain_id,
  private.user_person_id(told.actor_id) as person_id,
  told.occurred_at
from private.counted_events as told
where told.actor_kind = 'user';

create trigger note_changed
  after update of is_active on public.event_catalog
  for each row
  when ((new.is_active <> old.is_active))
  execute function private.note_event_types();

create trigger note_deleted
  after delete on public.event_log referencing old table as changed_rows
  for each statement
  execute function private.note_log_events();

create trigger note_inserted
  after insert on public.event_log referencing new table as changed_rows
  for each statement
  execute function private.note_log_events();

create trigger note_updated_before
  after update on public.event_log referencing old table as changed_rows
  for each statement
  execute function private.note_log_events();

create trigger note_updated
  after update on public.event_log referencing new table as changed_rows
  for each statement
  execute function private.note_log_events();

comment on column private.dirty_days.cause is 'What changed: conversations, events, merge, people, resolution (24 hours passed), active_kinds and event_types (another definition of active), or first_fill, which is no revision of anything.';

comment on column public.metric_revisions.cause is 'What changed first: conversations, events, merge (of visitors), people (of the back office), resolution (24 hours passed), active_kinds and event_types (another definition of active); of trades trades, charges (of fees), or deals (their order, token or user).';

comment on function private.note_event_types() is 'Row trigger of event_catalog: notes the days on which users did what counts from now on, or no more.';

comment on function private.note_log_events() is 'Statement trigger of event_log: notes the days on which users did this.';

comment on function private.user_person_id(text) is 'As whom a user of a platform stands in person_numbers, beside the visitors of the domain; external_id: the platform''s own id.';

comment on view private.active_events is 'The fact "was active": an event of active_kinds, in production, by a real person, or one of the log that counts, by a user of the platform. Metrics read it and no other.';

revoke all on function private.note_event_types() from public;

revoke all on function private.note_log_events() from public;

revoke all on function private.user_person_id(text) from public;

-- What was logged already is counted, and is no revision of anything.
insert into private.dirty_days (domain_id, day, cause)
select
  told.domain_id,
  (told.occurred_at at time zone 'UTC')::date as day,
  'first_fill' as cause
from private.counted_events as told
where told.actor_kind = 'user'
group by told.domain_id, (told.occurred_at at time zone 'UTC')::date;
