-- requires: sql/integrations/key_domains.sql sql/platform/fail.sql
create or replace function private.require_key(permission text, domain_id uuid)
returns void
language plpgsql
stable
security definer -- definer: key_domains is for our own functions alone
set search_path = ''
as $$
begin
  if require_key.domain_id = any(private.key_domains(permission)) is not true then
    perform private.fail('42501', 'PERMISSION_DENIED', format('%s is not permitted', permission));
  end if;
end;
$$;

comment on function private.require_key(text, uuid) is
'Raises 42501 PERMISSION_DENIED unless the request came with an API key that has the permission in that domain.';
revoke all on function private.require_key(text, uuid) from public, anon, authenticated, service_role;
