-- requires: sql/engagement/held_events.sql sql/engagement/store_batch.sql sql/engagement/gate_events.sql
-- requires: sql/engagement/visitor_consents.sql sql/engagement/audit_visitor_events.sql
create or replace function private.release_events(domain_id uuid, person bytea)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  released private.visitor_event [];
begin
  with decided as (
    delete from private.held_events as waiting
    using private.visitor_consents as consent, public.domains as domain
    where
      consent.domain_id = release_events.domain_id and consent.person = release_events.person
      and waiting.domain_id = consent.domain_id and waiting.digest = consent.digest
      and domain.id = waiting.domain_id
      and private.consent_verdict(
        waiting.occurred_at, consent.withdrawn_at, consent.granted_at, domain.is_consent_required
      ) <> 'hold'
    returning waiting.event, waiting.occurred_at > consent.withdrawn_at is not false as is_kept
  )
  select array_agg(jsonb_populate_record(null::private.visitor_event, decided.event))
  into released
  from decided
  where decided.is_kept;
  if released is not null then
    perform private.note_kept_visitors(released);
    perform private.audit_visitor_events(private.store_batch(released));
  end if;
end;
$$;

comment on function private.release_events(uuid, bytea) is
'Stores the events of a person that waited for a consent that is there now, and drops those that a withdrawal covers.';

revoke all on function private.release_events(uuid, bytea) from public;
