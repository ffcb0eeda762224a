-- requires: sql/identity/clients.sql sql/platform/fail.sql
-- The lock keeps the client from being archived while a domain is given to it.
create or replace function private.require_open_client(client_id uuid)
returns void
language plpgsql
volatile
security definer -- definer: locking wants a right to update
set search_path = ''
as $$
declare
  client public.clients;
begin
  select c.* into client from public.clients as c where c.id = require_open_client.client_id for share;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'no such client');
  end if;
  if client.archived_at is not null then
    perform private.fail('PT409', 'CLIENT_ARCHIVED', 'the client is archived', 'Restore it first.');
  end if;
end;
$$;

comment on function private.require_open_client(uuid) is
'Raises P0002 NOT_FOUND, or PT409 CLIENT_ARCHIVED, unless the client is there and open; locks it for share.';

revoke all on function private.require_open_client(uuid) from public;
