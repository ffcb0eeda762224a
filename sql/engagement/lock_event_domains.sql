-- requires: sql/engagement/visitor_event.sql sql/engagement/merge_lock_key.sql
-- A decision may take away what another batch is about to write, so it waits until it is alone. Domains
-- come in one order: two batches that name the same ones cannot wait for each other.
create or replace function private.lock_event_domains(batch private.visitor_event [])
returns boolean
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  tenant record;
  has_decision boolean := false;
begin
  for tenant in
    select event.domain_id, bool_or(event.kind = 'consent') as decides
    from unnest(batch) as event
    group by event.domain_id
    order by event.domain_id
  loop
    if tenant.decides then
      has_decision := true;
      perform pg_advisory_xact_lock(private.merge_lock_key(tenant.domain_id));
    else
      perform pg_advisory_xact_lock_shared(private.merge_lock_key(tenant.domain_id));
    end if;
  end loop;
  return has_decision;
end;
$$;

comment on function private.lock_event_domains(private.visitor_event []) is
'Keeps merges, erasures and decisions on consent in these domains waiting until the end of the transaction, and waits for those under way. A batch that brings a decision is alone in its domain. Whether it brings any.';

revoke all on function private.lock_event_domains(private.visitor_event []) from public;
