-- requires: sql/content/config_access.sql sql/identity/require.sql
create or replace function private.config_edit_access(domain_id uuid)
returns text
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  if config_edit_access.domain_id is null then
    perform private.require('settings.manage');
  end if;
  return private.config_access('settings.edit', config_edit_access.domain_id);
end;
$$;

comment on function private.config_edit_access(uuid) is
'With which access somebody changes settings of a site, or of all sites (null), which only staff does. Raises 42501 / PERMISSION_DENIED.';
revoke all on function private.config_edit_access(uuid)
from public, anon, authenticated, service_role;
