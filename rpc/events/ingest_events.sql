create or replace function public.ingest_events(events jsonb)
returns jsonb
language plpgsql
volatile
security definer -- definer: the platform's key may tell of events and write these tables in no other way
set search_path = ''
set enable_seqscan = off -- Every step looks up keys; a plan made while the tables were small would scan them.
set plan_cache_mode = force_generic_plan -- Planning the steps anew costs more than one event.
set jit = off
as $$
begin
  perform private.check_batch('events', events);
  return private.take_events(events);
end;
$$;

comment on function public.ingest_events(jsonb) is
'Takes up to 1000 events into the log. Each is an object with id, site_domain, name, actor_kind, actor_id and occurred_at, and optionally schema_version (1), object, properties, source (platform), trace_id, is_test. Sending an event again changes nothing. What the catalogue does not know or want is set aside in event_quarantine with its reason, and the others are kept. A time over 5 minutes ahead becomes that of receipt. See docs/event-log.md. events: up to 1000 of these objects. '
'Returns received, stored, duplicates, quarantined, clock_skewed, and faults, an array of {index, id, reason}. Errors: 22023 INVALID_INPUT, BATCH_TOO_LARGE.';
revoke all on function public.ingest_events(jsonb) from public, anon, authenticated;
grant execute on function public.ingest_events(jsonb) to service_role;
