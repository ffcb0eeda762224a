-- requires: sql/commerce/invite_codes.sql sql/platform/fail.sql
create or replace function private.lock_invite_code(domain_id uuid, code text)
returns public.invite_codes
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  invite public.invite_codes;
begin
  select c.* into invite from public.invite_codes as c
  where c.domain_id = lock_invite_code.domain_id and lower(c.code) = lower(lock_invite_code.code)
  for update;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such code');
  end if;
  return invite;
end;
$$;

comment on function private.lock_invite_code(uuid, text) is
'The invite code, whatever its case, locked until the transaction ends. Raises P0002 NOT_FOUND.';
revoke all on function private.lock_invite_code(uuid, text) from public, anon, authenticated, service_role;
