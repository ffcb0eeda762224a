-- requires: sql/events/event_tallies.sql sql/events/event_log.sql
create or replace function private.tally_events(from_at timestamptz, to_at timestamptz)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
set plan_cache_mode = force_custom_plan -- Leaves out the other months.
as $$
begin
  insert into private.event_tallies as t (
    domain_id, begins_at, name, schema_version, source, actor_kind, actor_id, events
  )
  select
    e.domain_id, date_bin('15 minutes', e.occurred_at, timestamptz '2000-01-01 00:00:00+00'), e.name, e.schema_version,
    e.source, e.actor_kind, case e.actor_kind when 'user' then e.actor_id else '' end, count(*)
  from public.event_log as e
  where e.occurred_at >= from_at and e.occurred_at < to_at and not e.is_test
  group by 1, 2, 3, 4, 5, 6, 7
  -- Events that came when their month was already gone.
  on conflict on constraint event_tallies_pkey do update set events = t.events + excluded.events;
end;
$$;

comment on function private.tally_events(timestamptz, timestamptz) is
'Counts the events of a time that are about to be dropped.';
revoke all on function private.tally_events(timestamptz, timestamptz) from public, anon, authenticated, service_role;
