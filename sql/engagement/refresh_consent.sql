-- requires: sql/engagement/consent_events.sql sql/engagement/visitor_consents.sql
-- requires: sql/engagement/consent_purposes.sql
-- Made anew from all decisions, so that it does not matter in which order they came.
create or replace function private.refresh_consent(domain_id uuid, person bytea)
returns boolean
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  members constant bytea [] := array(
    select consent.digest from private.visitor_consents as consent
    where consent.domain_id = refresh_consent.domain_id and consent.person = refresh_consent.person
  );
  storage constant text := (select known.purpose from private.consent_purposes as known where known.is_storage);
  newest record;
  granted timestamptz;
  is_raised boolean;
begin
  select told.occurred_at, told.id into newest
  from private.consent_events as told
  where told.domain_id = refresh_consent.domain_id and told.digest = any(members)
    and told.state = 'withdrawn' and storage = any(told.purposes)
  order by told.occurred_at desc, told.id desc
  limit 1;
  select min(told.occurred_at) into granted
  from private.consent_events as told
  where told.domain_id = refresh_consent.domain_id and told.digest = any(members)
    and told.state = 'granted' and storage = any(told.purposes)
    and (newest.id is null or (told.occurred_at, told.id) > (newest.occurred_at, newest.id));
  is_raised := newest.id is not null and exists (
    select from private.visitor_consents as consent
    where consent.domain_id = refresh_consent.domain_id and consent.person = refresh_consent.person
      and consent.withdrawn_at is distinct from newest.occurred_at
  );
  update private.visitor_consents as consent set
    withdrawn_at = newest.occurred_at,
    granted_at = granted,
    -- Nothing of the visitor may be kept, so neither its id.
    visitor_id = case when newest.id is null or granted is not null then consent.visitor_id end
  where consent.domain_id = refresh_consent.domain_id and consent.person = refresh_consent.person;
  return is_raised;
end;
$$;

comment on function private.refresh_consent(uuid, bytea) is
'Works out anew what a person''s decisions come to. True when there is a later withdrawal than was known of one of the visitors.';

revoke all on function private.refresh_consent(uuid, bytea) from public;
