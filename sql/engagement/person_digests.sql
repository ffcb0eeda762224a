-- requires: sql/engagement/visitor_digest.sql sql/engagement/visitor_consents.sql
create or replace function private.person_digests(domain_id uuid, visitor_ids uuid [])
returns bytea []
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return array(
    select private.visitor_digest(person_digests.domain_id, listed.id)
    from unnest(visitor_ids) as listed (id)
    union
    select other.digest
    from unnest(visitor_ids) as listed (id)
    inner join private.visitor_consents as consent
      on consent.domain_id = person_digests.domain_id
      -- Of the argument, not of the row: it is worked out once, and looked up.
      and consent.digest = private.visitor_digest(person_digests.domain_id, listed.id)
    inner join private.visitor_consents as other
      on consent.domain_id = other.domain_id and consent.person = other.person
  );
end;
$$;

comment on function private.person_digests(uuid, uuid []) is
'Digests of these visitors and of all that are the same person, also those of whom nothing is left.';

revoke all on function private.person_digests(uuid, uuid []) from public;
