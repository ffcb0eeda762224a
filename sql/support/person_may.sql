-- requires: sql/identity/permission_scope.sql sql/identity/people.sql
-- Asked of a person who is not signed in at the moment, so a role that wants a second factor counts.
create or replace function private.person_may(person_id uuid, permission text, domain_id uuid)
returns boolean
language plpgsql
stable
security definer -- definer: reads people and permissions past RLS
set search_path = ''
as $$
declare
  scope constant record := private.permission_scope(person_id, permission, true);
begin
  return exists (
    select from public.people as p
    cross join public.domains as d
    where p.id = person_may.person_id and p.status = 'active'
      and d.id = person_may.domain_id and d.archived_at is null
      and (scope.is_everywhere or d.id = any(scope.allowed)) and d.id <> all(scope.denied)
  );
end;
$$;

comment on function private.person_may(uuid, text, uuid) is
'Whether somebody, signed in or not, is active and has the permission in that domain. Never null.';
revoke all on function private.person_may(uuid, text, uuid) from public, anon, authenticated, service_role;
