-- requires: sql/support/person_may.sql sql/identity/person_permissions.sql sql/identity/role_permissions.sql
create or replace function private.support_people(domain_id uuid)
returns uuid []
language plpgsql
stable
security definer -- definer: reads memberships and grants past RLS
set search_path = ''
as $$
begin
  -- Whom a role or an exception could give it, and of these who really has it: not each of a
  -- thousand client users is asked.
  return array(
    select candidate.person_id
    from (
      select m.person_id from public.memberships as m
      inner join public.role_permissions as rp on rp.role_key = m.role_key and rp.resource = 'support'
      where m.is_all_domains or m.domain_id = support_people.domain_id
      union
      select extra.person_id from public.person_permissions as extra
      where extra.resource = 'support' and extra.effect = 'allow'
        and (extra.is_all_domains or extra.domain_id = support_people.domain_id)
    ) as candidate
    where private.person_may(candidate.person_id, 'support.edit', support_people.domain_id)
    order by candidate.person_id
  );
end;
$$;

comment on function private.support_people(uuid) is 'Who works on the tickets of a domain: has support.edit there.';
revoke all on function private.support_people(uuid) from public, anon, authenticated, service_role;
