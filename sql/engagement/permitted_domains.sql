-- requires: sql/identity/permitted_among.sql sql/identity/holds.sql sql/platform/fail.sql
-- A list that silently leaves out a domain that was asked for looks like a domain without data. So a
-- named domain that is not ours is refused, with the same answer whether it exists or not; and whoever
-- holds the permission nowhere is told so, instead of being shown an empty list.
create or replace function private.permitted_domains(permission text, wanted uuid [])
returns uuid []
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  mine uuid [] := private.permitted_among(permission, wanted);
begin
  if mine <> '{}' and (wanted is null or wanted <@ mine) then
    return mine;
  end if;
  mine := private.domains_with(permission);
  -- An admin of a project without domains yet holds it everywhere.
  if mine = '{}' and not private.holds(permission) then
    perform private.fail('42501', 'PERMISSION_DENIED', format('%s is not permitted', permission));
  end if;
  if not wanted <@ mine then
    perform private.fail(
      '42501', 'PERMISSION_DENIED', format('%s is not permitted in each of these domains', permission)
    );
  end if;
  return '{}'::uuid []; -- Wants none, or has none yet.
end;
$$;

comment on function private.permitted_domains(text, uuid []) is
'The domains to read: all that the person holds the permission in, or the wanted ones of these. Raises 42501 / PERMISSION_DENIED when that is nowhere, or when a wanted one is not among them.';

revoke all on function private.permitted_domains(text, uuid []) from public;
grant execute on function private.permitted_domains(text, uuid []) to authenticated, service_role;
