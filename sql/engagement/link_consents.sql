-- requires: sql/engagement/follow_consent.sql
create or replace function private.link_consents(domain_id uuid, merged_id uuid, survivor_id uuid)
returns boolean
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  people bytea [];
begin
  insert into private.visitor_consents (domain_id, digest, person, visitor_id)
  select link_consents.domain_id, named.digest, named.digest, named.id
  from (
    select both_ids.id, private.visitor_digest(link_consents.domain_id, both_ids.id) as digest
    from unnest(array[merged_id, survivor_id]) as both_ids (id)
  ) as named
  on conflict on constraint visitor_consents_pkey do update set visitor_id = excluded.visitor_id;
  people := array(
    select consent.person
    from unnest(array[merged_id, survivor_id]) with ordinality as both_ids (id, place)
    inner join private.visitor_consents as consent
      on consent.domain_id = link_consents.domain_id
      and consent.digest = private.visitor_digest(link_consents.domain_id, both_ids.id)
    order by both_ids.place
  );
  update private.visitor_consents as consent set person = people[2]
  where consent.domain_id = link_consents.domain_id and consent.person = people[1];
  perform private.follow_consent(link_consents.domain_id, people[2]);
  return 2 = (
    select count(*) from public.visitors as visitor
    where visitor.domain_id = link_consents.domain_id and visitor.id in (merged_id, survivor_id)
  );
end;
$$;

comment on function private.link_consents(uuid, uuid, uuid) is
'Says that two visitors are one person, whose decisions on consent count for both, also when the visitors themselves are gone. Whether both are still there.';

revoke all on function private.link_consents(uuid, uuid, uuid) from public;
