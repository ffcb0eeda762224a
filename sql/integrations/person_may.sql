-- requires: sql/identity/permission_scope.sql sql/identity/scope_covers.sql sql/identity/people.sql sql/identity/domains.sql
-- Asked about somebody who is not signed in at the moment: a worker comes back for him, or he is to be told.
create or replace function private.person_may(person_id uuid, permission text, domain_id uuid)
returns boolean
language plpgsql
stable
security definer -- definer: reads people and memberships past RLS
set search_path = ''
as $$
declare
  scope record;
begin
  if not exists (
    select from public.people as p where p.id = person_may.person_id and p.status = 'active'
  ) or not exists (
    select from public.domains as d where d.id = person_may.domain_id and d.archived_at is null
  ) then
    return false;
  end if;
  scope := private.permission_scope(person_may.person_id, permission, true);
  return private.scope_covers(scope.is_everywhere, scope.allowed, scope.denied, person_may.domain_id);
end;
$$;

comment on function private.person_may(uuid, text, uuid) is
'Whether an active person has the permission in an open domain; a role that wants a second factor counts. Never null.';
revoke all on function private.person_may(uuid, text, uuid) from public, anon, authenticated, service_role;
