create or replace function public.disconnect_integration(domain_id uuid, integration_id uuid, reason text default null)
returns public.integrations
language plpgsql
volatile
security definer -- definer: integrations are written by RPCs alone
set search_path = ''
as $$
#variable_conflict use_column
declare
  integration public.integrations;
begin
  perform private.require('integrations.manage', disconnect_integration.domain_id);
  perform private.begin_sensitive('disconnect_integration', disconnect_integration.reason);
  integration := private.find_integration(disconnect_integration.domain_id, disconnect_integration.integration_id);
  if integration.status = 'disconnected' then
    return integration;
  end if;
  perform private.drop_tokens(integration, false);
  update public.integrations as i set
    status = 'disconnected', disconnected_at = now(), error = null, error_at = null,
    access_secret_id = null, refresh_secret_id = null, expires_at = null, refresh_at = null
  where i.domain_id = integration.domain_id and i.id = integration.id
  returning i.* into integration;
  return integration;
end;
$$;

comment on function public.disconnect_integration(uuid, uuid, text) is
'Ends a connection: the tokens are forgotten, and a message in the outbox has the service revoke them. What was synchronised stays on both sides. Again it changes nothing. Needs integrations.manage, a reason and a recent strong login. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; 22023 REASON_REQUIRED; P0002 NOT_FOUND.';
revoke all on function public.disconnect_integration(uuid, uuid, text) from public, anon, service_role;
grant execute on function public.disconnect_integration(uuid, uuid, text) to authenticated;
