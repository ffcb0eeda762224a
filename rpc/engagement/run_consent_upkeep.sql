create or replace function public.run_consent_upkeep(batch_size integer default 1000)
returns jsonb
language plpgsql
volatile
security definer -- definer: nobody else reads events that wait
set search_path = ''
as $$
declare
  waited private.visitor_event [];
  kept private.visitor_event [];
  joined integer;
begin
  if batch_size between 1 and 10000 is not true then
    perform private.bad_input('batch_size', '1 to 10000');
  end if;
  -- One worker at a time: it holds domains with others first, and then alone.
  if not pg_try_advisory_xact_lock(hashtextextended('run_consent_upkeep', 0)) then
    return jsonb_build_object('stored', 0, 'dropped', 0, 'joined', 0, 'is_waiting', false);
  end if;
  waited := array(
    select jsonb_populate_record(null::private.visitor_event, waiting.event)
    from private.held_events as waiting
    where waiting.held_at < now() - interval '7 days'
    order by waiting.held_at
    limit batch_size
  );
  perform private.lock_event_domains(waited);
  -- Whoever was here before may have taken some.
  with taken as (
    delete from private.held_events as waiting
    using unnest(waited) as event
    where waiting.domain_id = event.domain_id and waiting.id = event.id
    returning waiting.*
  )
  select array_agg(jsonb_populate_record(null::private.visitor_event, taken.event)) into kept
  from taken
  inner join public.domains as domain on taken.domain_id = domain.id
  left join private.visitor_consents as consent
    on taken.domain_id = consent.domain_id and taken.digest = consent.digest
  where private.consent_verdict(
    taken.occurred_at, consent.withdrawn_at, consent.granted_at, domain.is_consent_required
  ) = 'keep';
  kept := private.store_batch(coalesce(kept, '{}'));
  perform private.audit_visitor_events(kept);
  joined := private.rejoin_visitors(batch_size);
  return jsonb_build_object(
    'stored', cardinality(kept), 'dropped', cardinality(waited) - cardinality(kept), 'joined', joined,
    'is_waiting', cardinality(waited) = batch_size or joined = batch_size
  );
end;
$$;

comment on function public.run_consent_upkeep(integer) is
'For the worker, every minute, and again at once while is_waiting: events that waited 7 days for a consent are stored where the domain asks for none any more, and dropped otherwise; visitors who are one person and came back after a withdrawal are merged again. At most batch_size (1 to 10000) of each. A second one at the same time does nothing. '
'Returns {stored, dropped, joined, is_waiting}. Errors: 22023 INVALID_INPUT.';

revoke all on function public.run_consent_upkeep(integer) from public, anon, authenticated;
grant execute on function public.run_consent_upkeep(integer) to service_role;
