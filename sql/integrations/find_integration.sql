-- requires: sql/integrations/integrations.sql sql/platform/fail.sql
create or replace function private.find_integration(domain_id uuid, integration_id uuid)
returns public.integrations
language plpgsql
volatile
security definer -- definer: workers come here too, who pass no policy
set search_path = ''
as $$
declare
  found_row public.integrations;
begin
  select i.* into found_row from public.integrations as i
  where i.domain_id = find_integration.domain_id and i.id = find_integration.integration_id for update;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such integration');
  end if;
  return found_row;
end;
$$;

comment on function private.find_integration(uuid, uuid) is
'The row, locked. Asks for no permission: the caller has. Raises P0002 NOT_FOUND.';
revoke all on function private.find_integration(uuid, uuid) from public, anon, authenticated, service_role;
