-- requires: sql/identity/memberships.sql sql/platform/bad_input.sql
-- A domain that stays keeps its role and its dates; only what comes gets the given role.
create or replace function private.set_person_domains(person_id uuid, domain_ids uuid [], role_key text)
returns void
language plpgsql
volatile
security definer -- definer: memberships are written by RPCs alone
set search_path = ''
as $$
declare
  unknown uuid;
begin
  select w.id into unknown
  from unnest(domain_ids) as w (id)
  where not exists (select from public.domains as d where d.id = w.id and d.archived_at is null);
  if found then
    perform private.bad_input('domain_ids', format('no such domain: %s', coalesce(unknown::text, 'null')));
  end if;
  delete from public.memberships as m
  where m.person_id = set_person_domains.person_id
    and (m.is_all_domains or m.domain_id <> all(domain_ids));
  insert into public.memberships (person_id, role_key, domain_id)
  select set_person_domains.person_id, set_person_domains.role_key, w.id
  from (select distinct unnest(domain_ids) as id) as w
  on conflict on constraint memberships_person_id_domain_id_key do nothing;
end;
$$;

comment on function private.set_person_domains(uuid, uuid [], text) is
'Makes these domains, and no others, the person''s; an empty array takes all away. Raises 22023 INVALID_INPUT for an unknown domain.';
revoke all on function private.set_person_domains(uuid, uuid [], text) from public;
