-- requires: sql/integrations/integrations.sql sql/integrations/token_revocations.sql sql/integrations/forget_secret.sql sql/integrations/token_refreshes.sql sql/notify/enqueue.sql sql/integrations/sync_runs.sql
create or replace function private.drop_tokens(integration public.integrations, is_revoked boolean)
returns void
language plpgsql
volatile
security definer -- definer: nobody holds anything on the vault and the outbox
set search_path = ''
as $$
declare
  revocation_id uuid;
begin
  perform private.forget_secret(integration.access_secret_id);
  if is_revoked then
    perform private.forget_secret(integration.refresh_secret_id);
  elsif integration.refresh_secret_id is not null then
    insert into private.token_revocations as r (domain_id, integration_id, provider, secret_id)
    values (integration.domain_id, integration.id, integration.provider, integration.refresh_secret_id)
    returning r.id into revocation_id;
    perform private.enqueue(
      integration.provider || '.token.revoke', integration.provider || '.token.revoke:' || revocation_id,
      jsonb_build_object('revocation_id', revocation_id), integration.domain_id
    );
  end if;
  delete from private.token_refreshes as r
  where r.domain_id = integration.domain_id and r.integration_id = integration.id;
  -- Connected again, whoever manages it decides whether they go on.
  update public.sync_runs as r set state = 'paused', paused_at = clock_timestamp()
  from public.sync_configs as c
  where c.domain_id = integration.domain_id and c.integration_id = integration.id
    and r.domain_id = c.domain_id and r.config_id = c.id and r.state = 'running';
end;
$$;

comment on function private.drop_tokens(public.integrations, boolean) is
'Forgets the tokens that the row names, and pauses its synchronisations. Unless the service has revoked them itself, a message in the outbox has it do so, and the refresh token stays in the vault until then. The caller empties the row''s columns.';
revoke all on function private.drop_tokens(public.integrations, boolean) from public, anon, authenticated, service_role;
