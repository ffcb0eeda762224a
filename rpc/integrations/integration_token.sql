create or replace function public.integration_token(domain_id uuid, integration_id uuid)
returns table (provider text, portal_id text, access_token text, expires_at timestamptz)
language plpgsql
volatile -- it notes the access
security definer -- definer: nobody who calls the API may touch the vault
set search_path = ''
as $$
#variable_conflict use_column
declare
  integration public.integrations;
begin
  select i.* into integration from public.integrations as i
  where i.domain_id = integration_token.domain_id and i.id = integration_token.integration_id
    and i.status = 'connected' and i.expires_at > now() and i.access_secret_id is not null;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'this integration has no token that is good now');
  end if;
  perform private.log_access('read_sensitive', 'integrations/' || integration.id, domain_id => integration.domain_id);
  return query select
    integration.provider, integration.portal_id, private.read_secret(integration.access_secret_id), integration.expires_at;
end;
$$;

comment on function public.integration_token(uuid, uuid) is
'For workers: the access token of a connection, to call the service with. Noted in the access log. Errors: P0002 NOT_FOUND when it is not connected or the token has ended.';
revoke all on function public.integration_token(uuid, uuid) from public, anon, authenticated;
grant execute on function public.integration_token(uuid, uuid) to service_role;
