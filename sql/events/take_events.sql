-- requires: sql/events/read_log_events.sql sql/events/store_log_events.sql sql/events/quarantine_events.sql
-- requires: sql/audit/audit_event.sql sql/events/queue_events.sql
create or replace function private.take_events(events jsonb, received timestamptz [] default '{}')
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  batch constant private.log_event [] := private.read_log_events(events, received);
  fresh constant private.log_event [] := private.store_log_events(batch);
  faults constant jsonb := coalesce((
    select jsonb_agg(jsonb_build_object('index', e.place, 'id', e.id, 'reason', e.fault) order by e.place)
    from unnest(batch) as e
    where e.fault is not null
  ), '[]');
  set_aside constant bigint := private.quarantine_events(batch);
  part record;
begin
  for part in
    select nullif(e.domain_id, '00000000-0000-0000-0000-000000000000') as domain_id,
      count(*) filter (where e.fault is null) as events, count(*) filter (where e.fault is not null) as quarantined
    from unnest(batch) as e
    where e.place = any(array(select f.place from unnest(fresh) as f)) or e.fault is not null and set_aside > 0
    group by 1
    order by 1
  loop
    perform private.audit_event(
      'ingest', 'event_log', null, part.domain_id, to_jsonb(part) - 'domain_id'
    );
    perform private.queue_events(part.domain_id, fresh);
  end loop;
  return jsonb_build_object(
    'received', cardinality(batch),
    'stored', cardinality(fresh),
    'duplicates', cardinality(batch) - cardinality(fresh) - jsonb_array_length(faults),
    'quarantined', jsonb_array_length(faults),
    'clock_skewed', (select count(*) from unnest(fresh) as e where e.has_clock_skew),
    'faults', faults
  );
end;
$$;

comment on function private.take_events(jsonb, timestamptz []) is
'Takes a batch into the log and sets aside what is bad; returns what ingest_events() returns.';
revoke all on function private.take_events(jsonb, timestamptz []) from public, anon, authenticated, service_role;
