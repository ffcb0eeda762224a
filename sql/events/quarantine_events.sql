-- requires: sql/events/log_event.sql sql/events/event_quarantine.sql
create or replace function private.quarantine_events(batch private.log_event [])
returns bigint
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  added bigint;
begin
  -- Again, but perhaps for another reason: the catalogue may have changed.
  insert into public.event_quarantine as known (domain_id, id, event_id, name, event, reason, received_at)
  select distinct on (e.domain_id, bad.id)
    e.domain_id, bad.id, e.id, left(e.name, 100), e.raw, e.fault, e.received_at
  from unnest(batch) as e
  cross join lateral (select md5(e.raw::text)::uuid as id) as bad
  where e.fault is not null
  order by e.domain_id, bad.id
  on conflict (domain_id, id) do update set reason = excluded.reason
  where known.reason <> excluded.reason;
  get diagnostics added = row_count;
  return added;
end;
$$;

comment on function private.quarantine_events(private.log_event []) is
'Sets the bad events of a batch aside, each once, with its reason. Returns how many rows that changed.';
revoke all on function private.quarantine_events(private.log_event []) from public, anon, authenticated, service_role;
