-- requires: sql/integrations/api_keys.sql sql/platform/fail.sql
create or replace function private.find_api_key(domain_id uuid, key_id uuid)
returns public.api_keys
language plpgsql
volatile
security definer -- definer: locks a row that its caller may only read
set search_path = ''
as $$
declare
  found_key public.api_keys;
begin
  select k.* into found_key from public.api_keys as k
  where k.domain_id = find_api_key.domain_id and k.id = find_api_key.key_id for update;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such key');
  end if;
  return found_key;
end;
$$;

comment on function private.find_api_key(uuid, uuid) is
'The row, locked. Asks for no permission: the caller has. Raises P0002 NOT_FOUND.';
revoke all on function private.find_api_key(uuid, uuid) from public, anon, authenticated, service_role;
