create or replace function public.run_event_upkeep()
returns jsonb
language plpgsql
volatile
security definer -- definer: only the owner may create partitions
set search_path = ''
as $$
declare
  forgotten bigint;
begin
  delete from public.event_quarantine as q
  where q.received_at < (select private.retention_cutoff('event_quarantine'))
    and q.domain_id <> all((select private.held_domains())::uuid []);
  get diagnostics forgotten = row_count;
  delete from private.event_deliveries as d where d.accepted_at < now() - interval '30 days';
  delete from public.event_refusals as r where r.refused_at < now() - interval '30 days';
  return jsonb_build_object(
    'partitions_created', private.ensure_event_partitions(), 'quarantine_rows_purged', forgotten
  );
end;
$$;

comment on function public.run_event_upkeep() is
'For the daily worker: makes the event log''s partitions for the next months and for events that came late, and forgets what was in quarantine for as long as retention_policies says, but of domains under a legal hold; and what was sent to Amplitude or refused by it over 30 days ago. '
'Returns {partitions_created, quarantine_rows_purged}. Running it twice does no harm.';
revoke all on function public.run_event_upkeep() from public, anon, authenticated;
grant execute on function public.run_event_upkeep() to service_role;
