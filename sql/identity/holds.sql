-- requires: sql/identity/permission_scope.sql sql/identity/current_person_id.sql
create or replace function private.holds(permission text)
returns boolean
language plpgsql
stable
parallel safe
security definer -- definer: permission_scope is for our own functions only
set search_path = ''
as $$
declare
  person_id uuid := private.current_person_id();
  scope record;
begin
  if person_id is null then
    return false;
  end if;
  scope := private.permission_scope(person_id, permission);
  return scope.is_everywhere;
end;
$$;

comment on function private.holds(text) is
'Whether the caller has the permission through a membership in all domains: for what belongs to no domain, such as clients.manage. Never null.';

revoke all on function private.holds(text) from public;
grant execute on function private.holds(text) to authenticated, service_role;
