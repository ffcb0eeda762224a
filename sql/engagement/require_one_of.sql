-- requires: sql/identity/domains_with.sql sql/platform/fail.sql sql/identity/has_secret_key.sql
create or replace function private.require_one_of(permissions text [], domain_id uuid)
returns void
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  if private.has_secret_key() then
    return;
  end if;
  if not exists (
    select from unnest(permissions) as permission (name)
    where require_one_of.domain_id = any(private.domains_with(permission.name))
  ) then
    perform private.fail(
      '42501', 'PERMISSION_DENIED',
      format('%s is not permitted', array_to_string(permissions, ' or '))
    );
  end if;
end;
$$;

comment on function private.require_one_of(text [], uuid) is
'Raises 42501 / PERMISSION_DENIED unless the caller has one of the permissions in that domain, or is a worker with the secret key.';

revoke all on function private.require_one_of(text [], uuid) from public;
