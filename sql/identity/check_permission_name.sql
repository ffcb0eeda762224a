-- requires: sql/identity/permissions.sql sql/platform/bad_input.sql
create or replace function private.check_permission_name(permission text)
returns void
language plpgsql
stable
security definer -- definer: reads permissions past RLS
set search_path = ''
as $$
begin
  if not exists (
    select from public.permissions as p where p.resource || '.' || p.action = permission
  ) then
    perform private.bad_input('permission', format('%L is none; write it as conversations.view', permission));
  end if;
end;
$$;

comment on function private.check_permission_name(text) is
'Raises 22023 INVALID_INPUT unless the catalogue has this permission.';

revoke all on function private.check_permission_name(text) from public;
