-- requires: sql/engagement/visitor_consents.sql sql/engagement/held_events.sql
-- requires: sql/engagement/visitor_emails.sql sql/engagement/erased_visitors.sql
-- The decisions stay: they know the visitor by digest alone.
create or replace function private.erase_consents(domain_id uuid, visitor_ids uuid [])
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  digests bytea [] := array(
    select private.visitor_digest(erase_consents.domain_id, listed.id) from unnest(visitor_ids) as listed (id)
  );
begin
  -- Also visitors of the person of whom nothing was left before.
  digests := digests || array(
    select other.digest
    from private.visitor_consents as consent
    inner join private.visitor_consents as other
      on consent.domain_id = other.domain_id and consent.person = other.person
    where consent.domain_id = erase_consents.domain_id and consent.digest = any(digests)
      and other.visitor_id is null
  );
  insert into private.erased_visitors (domain_id, digest)
  select distinct erase_consents.domain_id, unnest(digests)
  on conflict do nothing;
  delete from private.held_events as waiting
  where waiting.domain_id = erase_consents.domain_id and waiting.digest = any(digests);
  update private.visitor_consents as consent set visitor_id = null
  where consent.domain_id = erase_consents.domain_id and consent.digest = any(digests);
  delete from private.visitor_emails as given
  using public.session_events as event
  where event.domain_id = erase_consents.domain_id and event.visitor_id = any(visitor_ids)
    and given.domain_id = event.domain_id and given.event_id = event.id;
end;
$$;

comment on function private.erase_consents(uuid, uuid []) is
'Forgets what waits for a consent of these visitors, their addresses, and which visitors their decisions are of; and lets nothing in that comes later, of any visitor of the person.';

revoke all on function private.erase_consents(uuid, uuid []) from public;
