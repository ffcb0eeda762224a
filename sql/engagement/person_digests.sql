-- requires: sql/engagement/visitor_digest.sql sql/engagement/same_digests.sql
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
    select same.same_digest
    from unnest(visitor_ids) as listed (id)
    inner join private.same_digests as same
      on same.domain_id = person_digests.domain_id
      -- Of the argument, not of the row: it is worked out once, and looked up.
      and same.digest = private.visitor_digest(person_digests.domain_id, listed.id)
  );
end;
$$;

comment on function private.person_digests(uuid, uuid []) is
'Digests of these visitors and of all that are the same person, also those of whom nothing is left.';

revoke all on function private.person_digests(uuid, uuid []) from public;
