-- requires: sql/identity/permission_scope.sql sql/identity/people.sql sql/identity/domains.sql
create or replace function private.may_be_guardian(person_id uuid, domain_id uuid)
returns boolean
language plpgsql
stable
security definer -- definer: reads people and permissions past RLS
set search_path = ''
as $$
declare
  -- Asked of somebody who is not signed in, so a role that wants a second factor counts.
  scope constant record := private.permission_scope(person_id, 'cases.edit', true, 'assigned');
begin
  return exists (
    select from public.people as p
    where p.id = may_be_guardian.person_id and p.status = 'active'
  ) and private.scope_covers(scope.is_everywhere, scope.allowed, scope.denied, domain_id);
end;
$$;

comment on function private.may_be_guardian(uuid, uuid) is
'Whether somebody is active and edits, in that domain, the cases that he is given. Never null.';
revoke all on function private.may_be_guardian(uuid, uuid) from public, anon, authenticated, service_role;
