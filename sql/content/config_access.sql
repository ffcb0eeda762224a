-- requires: sql/identity/domains_with.sql sql/identity/holds.sql sql/platform/fail.sql sql/identity/has_secret_key.sql
create or replace function private.config_access(permission text, domain_id uuid)
returns text
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  is_everywhere constant boolean := config_access.domain_id is null;
begin
  if private.has_secret_key()
    or is_everywhere and private.holds('settings.manage')
    or config_access.domain_id = any(private.domains_with('settings.manage')) then
    return 'staff';
  end if;
  if is_everywhere and private.holds(permission)
    or config_access.domain_id = any(private.domains_with(permission)) then
    return 'client';
  end if;
  perform private.fail('42501', 'PERMISSION_DENIED', format('%s is not permitted', permission));
end;
$$;

comment on function private.config_access(text, uuid) is
'With which access somebody comes who needs the permission at a site, or for all sites (null): staff where they hold settings.manage, or with the secret key; else client. Raises 42501 / PERMISSION_DENIED.';
revoke all on function private.config_access(text, uuid) from public, anon, authenticated, service_role;
