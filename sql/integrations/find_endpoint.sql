-- requires: sql/integrations/webhook_endpoints.sql sql/platform/fail.sql
create or replace function private.find_endpoint(domain_id uuid, endpoint_id uuid)
returns public.webhook_endpoints
language plpgsql
volatile
security definer -- definer: workers come here too, who pass no policy
set search_path = ''
as $$
declare
  found_row public.webhook_endpoints;
begin
  select e.* into found_row from public.webhook_endpoints as e
  where e.domain_id = find_endpoint.domain_id and e.id = find_endpoint.endpoint_id for update;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such endpoint');
  end if;
  return found_row;
end;
$$;

comment on function private.find_endpoint(uuid, uuid) is
'The row, locked. Asks for no permission: the caller has. Raises P0002 NOT_FOUND.';
revoke all on function private.find_endpoint(uuid, uuid) from public, anon, authenticated, service_role;
