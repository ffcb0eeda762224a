-- requires: sql/integrations/sync_records.sql sql/integrations/integrations.sql
create or replace function private.exported_contacts(domain_id uuid, visitor_ids uuid [])
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'provider', integration.provider, 'visitor_id', sent.local_id, 'remote_id', sent.remote_id,
      'state', sent.state, 'error', sent.error, 'message', sent.message,
      'created_at', sent.created_at, 'last_synced_at', sent.last_synced_at
    ) order by sent.created_at, sent.id), '[]')
    from public.sync_records as sent
    inner join public.sync_configs as config on sent.domain_id = config.domain_id and sent.config_id = config.id
    inner join public.integrations as integration
      on config.domain_id = integration.domain_id and config.integration_id = integration.id
    where
      sent.domain_id = exported_contacts.domain_id and sent.object = 'contacts'
      and sent.local_id = any(visitor_ids)
  );
end;
$$;

comment on function private.exported_contacts(uuid, uuid []) is
'To which other systems these visitors were sent, and as what they are known there.';

revoke all on function private.exported_contacts(uuid, uuid []) from public;
