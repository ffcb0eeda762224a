create or replace function public.ingest_visitor_events(events jsonb, is_backfill boolean default false)
returns jsonb
language plpgsql
volatile
security definer -- definer: the worker's key may ingest events and write these tables in no other way
set search_path = ''
-- Every step looks up keys. A plan that was cached while the tables were small would scan them still
-- when they have grown, until statistics are gathered anew.
set enable_seqscan = off
set plan_cache_mode = force_generic_plan -- Planning a dozen statements costs more than one event.
set jit = off -- What seqscan costs where it cannot be avoided would make it compile every plan.
as $$
declare
  received integer;
  erased integer;
  held integer;
  has_decision boolean;
  decided integer := 0;
  fresh private.visitor_event [];
  sites jsonb;
  batch private.visitor_event [];
begin
  perform private.check_batch('events', events);
  received := jsonb_array_length(events);
  sites := private.resolve_sites(events);
  batch := private.read_visitor_events(events, sites, coalesce(is_backfill, false));
  has_decision := private.lock_event_domains(batch);
  erased := cardinality(batch);
  batch := private.drop_erased_events(batch);
  erased := erased - cardinality(batch);
  if has_decision then
    select told.batch, told.taken into batch, decided from private.take_consents('widget', batch) as told;
  end if;
  select gate.batch, gate.held, erased + gate.dropped into batch, held, erased
  from private.gate_events(batch) as gate;
  fresh := private.store_batch(batch);
  perform private.audit_visitor_events(fresh);
  return jsonb_build_object(
    'received', received,
    'stored', cardinality(fresh) + decided,
    'duplicates', received - cardinality(fresh) - decided - coalesce(erased, 0) - held,
    'erased', coalesce(erased, 0),
    'held', held,
    'clock_skewed', (select count(*) from unnest(fresh) as event where event.has_clock_skew)
  );
end;
$$;

comment on function public.ingest_visitor_events(jsonb, boolean) is
'Stores up to 1000 widget events in one transaction: all of them, or none and 22023 with the index, id and field of the first malformed one (BATCH_TOO_LARGE for more). Events are objects with id, site_domain, visitor_id, session_id, kind, occurred_at, and optionally conversation_id, url, properties, environment, deployment_target, agent, received_at (when the edge got it). Sending an event again changes nothing; order and split of batches do not matter. Events over 7 days late need is_backfill. Events of kind consent say what the visitor agrees to; what a withdrawal covers is erased, and dropped when it comes later; what lacks a consent waits for it. Events of visitors who were erased are dropped. Returns received, stored, duplicates, erased, held (waiting for a consent), clock_skewed. See docs/ingestion.md.';

revoke all on function public.ingest_visitor_events(jsonb, boolean) from public, anon, authenticated;
grant execute on function public.ingest_visitor_events(jsonb, boolean) to service_role;
