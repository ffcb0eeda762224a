-- requires: sql/integrations/drop_tokens.sql sql/identity/people_who_may.sql sql/notify/notify.sql
create or replace function private.break_integration(integration public.integrations, error text, is_revoked boolean)
returns void
language plpgsql
volatile
security definer -- definer: integrations are written by our own functions alone
set search_path = ''
as $$
begin
  perform private.drop_tokens(integration, is_revoked);
  update public.integrations as i set
    status = 'error', error = break_integration.error, error_at = now(),
    access_secret_id = null, refresh_secret_id = null, expires_at = null, refresh_at = null
  where i.domain_id = integration.domain_id and i.id = integration.id;
  perform private.notify(
    'integration.failed', private.people_who_may('integrations.manage', integration.domain_id), null, '',
    '/integrations', jsonb_build_object('integration_id', integration.id, 'error', break_integration.error),
    format('integration.failed:%s:%s', integration.id, integration.version), integration.domain_id
  );
end;
$$;

comment on function private.break_integration(public.integrations, text, boolean) is
'The service refused us: status error, tokens forgotten, and whoever manages the domain''s integrations is told. is_revoked: the service has ended the tokens itself.';
revoke all on function private.break_integration(public.integrations, text, boolean)
from public, anon, authenticated, service_role;
