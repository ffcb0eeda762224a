-- requires: sql/identity/memberships.sql
-- Asked of a person who is not signed in at the moment, so a role that wants a second factor counts.
create or replace function private.may_be_told(person_id uuid, domain_id uuid)
returns boolean
language plpgsql
stable
security definer -- definer: reads people and memberships past RLS
set search_path = ''
as $$
begin
  return exists (
    select from public.people as p
    where p.id = may_be_told.person_id and p.status = 'active'
  ) and (
    may_be_told.domain_id is null
    or exists (
      select from public.memberships as m
      inner join public.domains as d on d.id = may_be_told.domain_id
      where m.person_id = may_be_told.person_id and m.valid @> now() and d.archived_at is null
        and (m.is_all_domains or m.domain_id = may_be_told.domain_id)
    )
  );
end;
$$;

comment on function private.may_be_told(uuid, uuid) is
'Whether the person is active and works in the domain; null as the domain asks about the person alone. Never null.';
revoke all on function private.may_be_told(uuid, uuid) from public, anon, authenticated, service_role;
