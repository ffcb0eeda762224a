-- requires: sql/identity/domains_with.sql sql/identity/holds.sql sql/platform/fail.sql
create or replace function private.require(permission text, domain_id uuid default null)
returns void
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  -- Without a domain the stricter question is asked, so a forgotten argument opens nothing.
  if require.domain_id is null and private.holds(require.permission) then
    return;
  end if;
  if require.domain_id = any(private.domains_with(require.permission)) then
    return;
  end if;
  perform private.fail('42501', 'PERMISSION_DENIED', format('%s is not permitted', permission));
end;
$$;

comment on function private.require(text, uuid) is
'Raises 42501 / PERMISSION_DENIED unless the caller has the permission: in that domain, or, without a domain, through a membership in all domains.';

revoke all on function private.require(text, uuid) from public;
grant execute on function private.require(text, uuid) to authenticated, service_role;
