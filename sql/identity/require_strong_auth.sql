-- requires: sql/identity/strong_auth.sql sql/platform/fail.sql
create or replace function private.require_strong_auth(max_age interval default null)
returns void
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  if not private.strong_auth(max_age) then
    perform private.fail(
      '42501', 'STEP_UP_REQUIRED', 'this needs a recent sign-in with a second factor or a passkey',
      'Verify a second factor or a passkey, then retry with the new token.'
    );
  end if;
end;
$$;

comment on function private.require_strong_auth(interval) is
'Raises 42501 / STEP_UP_REQUIRED unless private.strong_auth(max_age).';

revoke all on function private.require_strong_auth(interval) from public;
