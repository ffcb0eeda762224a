-- requires: sql/integrations/token_refreshes.sql sql/integrations/find_integration.sql
create or replace function private.end_refresh(domain_id uuid, integration_id uuid, worker text)
returns public.integrations
language plpgsql
volatile
security definer -- definer: nobody holds anything on token_refreshes
set search_path = ''
as $$
#variable_conflict use_column
declare
  integration constant public.integrations := private.find_integration(end_refresh.domain_id, end_refresh.integration_id);
begin
  if integration.status <> 'connected' or not exists (
    select from private.token_refreshes as r
    where r.domain_id = integration.domain_id and r.integration_id = integration.id
      and r.worker = end_refresh.worker and r.not_before > now()
  ) then
    perform private.fail(
      'PT409', 'CLAIM_LOST', 'this refresh is not yours', 'The lease ran out, or somebody disconnected meanwhile.'
    );
  end if;
  return integration;
end;
$$;

comment on function private.end_refresh(uuid, uuid, text) is
'The integration whose token this worker has claimed, locked. Raises P0002 NOT_FOUND; PT409 CLAIM_LOST.';
revoke all on function private.end_refresh(uuid, uuid, text) from public, anon, authenticated, service_role;
