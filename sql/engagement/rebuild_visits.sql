-- requires: sql/engagement/recall_events.sql sql/engagement/gate_events.sql sql/engagement/store_batch.sql
-- requires: sql/engagement/forget_talks.sql sql/engagement/forget_visits.sql
-- requires: sql/engagement/drop_visitors.sql sql/engagement/refresh_accounts.sql
-- Everything is taken away, and what may stay goes in again by the way on which it came: so the result is
-- the same as if the withdrawal had been there first.
create or replace function private.rebuild_visits(domain_id uuid, person bytea, visitor_ids uuid [])
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  recalled constant private.visitor_event [] := private.recall_events(domain_id, visitor_ids);
  kept constant private.visitor_event [] := (select gate.batch from private.gate_events(recalled) as gate);
begin
  if recalled = '{}' then
    return;
  end if;
  if cardinality(kept) < cardinality(recalled) then
    perform private.erase_contacts(domain_id, visitor_ids);
  end if;
  perform private.forget_talks(domain_id, visitor_ids, recalled, kept);
  perform private.forget_visits(domain_id, visitor_ids, recalled, kept);
  perform private.store_batch(kept);
  perform private.drop_visitors(domain_id, visitor_ids, kept);
  perform private.refresh_accounts(domain_id, recalled);
  perform private.audit_event(
    'erase', 'visitors', encode(person, 'hex'), domain_id,
    jsonb_build_object('events', cardinality(recalled) - cardinality(kept), 'kept', cardinality(kept))
  );
end;
$$;

comment on function private.rebuild_visits(uuid, bytea, uuid []) is
'Takes away of these visitors, who are one person, what a withdrawal covers or what now waits for a consent; the rest is stored anew, each visitor for itself.';

revoke all on function private.rebuild_visits(uuid, bytea, uuid []) from public;
