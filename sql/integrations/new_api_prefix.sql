-- requires: sql/platform/default_privileges.sql
create or replace function private.new_api_prefix()
returns text
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return 'bo_' || encode(extensions.gen_random_bytes(4), 'hex');
end;
$$;

comment on function private.new_api_prefix() is
'How a new API key begins: bo_ and eight hexadecimal digits, which tell nothing of the rest. A scanner finds keys by bo_[0-9a-f]{8}_[A-Za-z0-9_-]{43}.';
revoke all on function private.new_api_prefix() from public, anon, authenticated, service_role;
