-- requires: sql/engagement/consent_events.sql sql/engagement/held_events.sql
-- requires: sql/engagement/person_digests.sql sql/engagement/visitor_emails.sql sql/engagement/session_events.sql
create or replace function private.exported_consents(domain_id uuid, visitor_ids uuid [])
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  digests constant bytea [] := private.person_digests(domain_id, visitor_ids);
begin
  return jsonb_build_object(
    'consents', (
      select coalesce(jsonb_agg(to_jsonb(told) - 'digest' order by told.occurred_at, told.id), '[]')
      from private.consent_events as told
      where told.domain_id = exported_consents.domain_id and told.digest = any(digests)
    ),
    'waiting', (
      select coalesce(jsonb_agg(waiting.event order by waiting.occurred_at, waiting.id), '[]')
      from private.held_events as waiting
      where waiting.domain_id = exported_consents.domain_id and waiting.digest = any(digests)
    ),
    'emails', (
      select coalesce(jsonb_agg(to_jsonb(given) order by given.occurred_at, given.event_id), '[]')
      from public.session_events as event
      inner join private.visitor_emails as given
        on event.domain_id = given.domain_id and event.id = given.event_id
      where event.domain_id = exported_consents.domain_id and event.visitor_id = any(visitor_ids)
    )
  );
end;
$$;

comment on function private.exported_consents(uuid, uuid []) is
'What these visitors, who are one person, decided on consent, what waits for a consent, and every address they gave: {consents, waiting, emails}.';

revoke all on function private.exported_consents(uuid, uuid []) from public;
