-- requires: sql/engagement/visitor_event.sql sql/engagement/visitor_consents.sql sql/engagement/visitor_digest.sql
create or replace function private.note_kept_visitors(batch private.visitor_event [])
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  with locked as (
    select consent.domain_id, consent.digest, named.visitor_id
    from (select distinct event.domain_id, event.visitor_id from unnest(batch) as event) as named
    inner join private.visitor_consents as consent
      on named.domain_id = consent.domain_id
      and private.visitor_digest(named.domain_id, named.visitor_id) = consent.digest
    where consent.visitor_id is null
    order by consent.domain_id, consent.digest
    for no key update of consent
  )
  update private.visitor_consents as consent set visitor_id = locked.visitor_id
  from locked
  where consent.domain_id = locked.domain_id and consent.digest = locked.digest;
end;
$$;

comment on function private.note_kept_visitors(private.visitor_event []) is
'Notes the ids of visitors of whom something is stored again after a withdrawal, so that the next one finds them.';

revoke all on function private.note_kept_visitors(private.visitor_event []) from public;
