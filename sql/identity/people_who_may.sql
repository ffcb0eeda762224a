-- requires: sql/support/person_may.sql sql/identity/person_permissions.sql sql/identity/role_permissions.sql
create or replace function private.people_who_may(permission text, domain_id uuid)
returns uuid []
language plpgsql
stable
security definer -- definer: reads memberships and grants past RLS
set search_path = ''
as $$
declare
  wanted constant text := split_part(permission, '.', 1);
begin
  -- Whom a role or an exception could give it, and of these who really has it: not each of a
  -- thousand client users is asked.
  return array(
    select candidate.person_id
    from (
      select m.person_id from public.memberships as m
      inner join public.role_permissions as rp on rp.role_key = m.role_key and rp.resource = wanted
      where m.is_all_domains or m.domain_id = people_who_may.domain_id
      union
      select extra.person_id from public.person_permissions as extra
      where extra.resource = wanted and extra.effect = 'allow'
        and (extra.is_all_domains or extra.domain_id = people_who_may.domain_id)
    ) as candidate
    where private.person_may(candidate.person_id, people_who_may.permission, people_who_may.domain_id)
    order by candidate.person_id
  );
end;
$$;

comment on function private.people_who_may(text, uuid) is
'Everybody who has this permission in the domain, signed in or not; for whom to tell.';
revoke all on function private.people_who_may(text, uuid) from public, anon, authenticated, service_role;
