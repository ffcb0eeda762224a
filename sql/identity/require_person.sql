-- requires: sql/identity/current_person_id.sql sql/platform/fail.sql
create or replace function private.require_person()
returns uuid
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  person_id uuid := private.current_person_id();
begin
  if person_id is null then
    perform private.fail(
      '42501', 'ACCOUNT_NOT_ACTIVE', 'this session belongs to no active person',
      'After the first sign-in call link_current_user(); otherwise sign in again.'
    );
  end if;
  return person_id;
end;
$$;

comment on function private.require_person() is
'The caller''s person id. Raises 42501 / ACCOUNT_NOT_ACTIVE for a stranger, a disabled person or a revoked session.';

revoke all on function private.require_person() from public;
grant execute on function private.require_person() to authenticated, service_role;
