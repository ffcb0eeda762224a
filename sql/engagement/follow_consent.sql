-- requires: sql/engagement/refresh_consent.sql sql/engagement/rebuild_visits.sql
-- requires: sql/engagement/release_events.sql sql/engagement/visitors.sql
create or replace function private.follow_consent(domain_id uuid, person bytea)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  -- Looked up first: a withdrawal forgets them.
  visitor_ids constant uuid [] := array(
    select same.id
    from private.visitor_consents as consent
    cross join lateral (
      select consent.visitor_id
      union
      select unnest(private.same_visitors(consent.domain_id, consent.visitor_id))
    ) as same (id)
    where consent.domain_id = follow_consent.domain_id and consent.person = follow_consent.person
      and consent.visitor_id is not null
  );
begin
  if private.refresh_consent(follow_consent.domain_id, follow_consent.person) then
    perform private.rebuild_visits(follow_consent.domain_id, follow_consent.person, visitor_ids);
  end if;
  perform private.release_events(follow_consent.domain_id, follow_consent.person);
end;
$$;

comment on function private.follow_consent(uuid, bytea) is
'Brings what is stored of a person in line with the decisions: takes away what a new withdrawal covers, stores what waited for a consent. Who calls it is alone in the domain: see private.lock_event_domains.';

revoke all on function private.follow_consent(uuid, bytea) from public;
