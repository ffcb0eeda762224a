create or replace function public.restore_client(
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
  perform private.begin_sensitive('restore_client', restore_client.reason);
  select c.* into client from public.clients as c where c.id = restore_client.client_id for update;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'no such client');
  end if;
  perform private.require_version(restore_client.expected_version, client.version);
  -- The domains that the archiving closed, and not those that were closed before it.
  update public.domains as d set archived_at = null
  where d.client_id = client.id and d.archived_at = client.archived_at;
  begin
    update public.clients as c set archived_at = null where c.id = client.id returning * into client;
  exception
    when unique_violation then
      perform private.fail('23505', 'CLIENT_EXISTS', 'there is a client of this name already');
  end;
  return client;
end;
$$;

comment on function public.restore_client(uuid, integer, text) is
'Opens an archived organization again, with the domains that were closed with it. Needs clients.manage and a recent strong login. '
'Errors: 42501 PERMISSION_DENIED, STEP_UP_REQUIRED; P0002 NOT_FOUND; 40001 STALE_VERSION; 22023 REASON_REQUIRED; 23505 CLIENT_EXISTS.';

revoke all on function public.restore_client(uuid, integer, text) from public, anon, service_role;
grant execute on function public.restore_client(uuid, integer, text) to authenticated;
