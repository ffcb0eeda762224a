-- requires: sql/integrations/integrations.sql sql/platform/fail.sql
create or replace function private.require_connected(domain_id uuid, integration_id uuid)
returns void
language plpgsql
volatile
security definer -- definer: asked by functions that have checked the caller
set search_path = ''
as $$
begin
  perform from public.integrations as i
  where i.domain_id = require_connected.domain_id and i.id = require_connected.integration_id
    and i.status = 'connected' for share;
  if not found then
    perform private.fail('PT409', 'NOT_CONNECTED', 'the connection is ended or broken', 'Connect it again first.');
  end if;
end;
$$;

comment on function private.require_connected(uuid, uuid) is 'Raises PT409 NOT_CONNECTED unless the connection works; until the transaction ends nobody ends it.';
revoke all on function private.require_connected(uuid, uuid) from public, anon, authenticated, service_role;
