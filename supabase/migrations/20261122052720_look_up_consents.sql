-- A digest that was worked out for every row made a read of all decisions of the domain out of a look-up.
set local check_function_bodies = off;

create or replace function private.link_consents(
  domain_id uuid,
  merged_id uuid,
  survivor_id uuid
)
  returns boolean
  language plpgsql
  set search_path to ''
  as $function$
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
$function$;

create or replace function private.person_digests(
  domain_id uuid,
  visitor_ids uuid[]
)
  returns bytea[]
  language plpgsql
  stable
  set search_path to ''
  as $function$
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
$function$;

-- squawk-ignore require-concurrent-index-creation
create index visitor_consents_merged_idx on private.visitor_consents using btree (domain_id, digest)
  where ((digest <> person) and (withdrawn_at is not null));
