create or replace function public.archive_client(
  client_id uuid,
  expected_version integer,
  reason text default null
)
returns public.clients
language plpgsql
volatile
security definer -- definer: archived_at is granted to nobody
set search_path = ''
as $$
declare
  client public.clients;
begin
  perform private.require('clients.manage');
  perform private.begin_sensitive('archive_client', archive_client.reason);
  select c.* into client from public.clients as c where c.id = archive_client.client_id for update;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'no such client');
  end if;
  perform private.require_version(archive_client.expected_version, client.version);
  update public.domains as d set archived_at = now()
  where d.client_id = client.id and d.archived_at is null;
  update public.clients as c set archived_at = coalesce(c.archived_at, now()) where c.id = client.id
  returning * into client;
  return client;
end;
$$;

comment on function public.archive_client(uuid, integer, text) is
'Closes an organization with all its domains: the rows stay, and nobody reads them until restore_client. Needs clients.manage and a recent strong login. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; P0002 NOT_FOUND; 40001 STALE_VERSION; 22023 REASON_REQUIRED.';

revoke all on function public.archive_client(uuid, integer, text) from public, anon, service_role;
grant execute on function public.archive_client(uuid, integer, text) to authenticated;
