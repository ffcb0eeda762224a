create or replace function public.update_client(
  client_id uuid,
  expected_version integer,
  name text default null,
  plan text default null,
  status text default null
)
returns public.clients
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  client public.clients;
begin
  perform private.require('clients.edit');
  perform private.check_client(update_client.name, update_client.plan, update_client.status);
  select c.* into client from public.clients as c where c.id = update_client.client_id for update;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'no such client');
  end if;
  perform private.require_version(update_client.expected_version, client.version);
  update public.clients as c
  set
    name = coalesce(btrim(update_client.name), c.name),
    plan = coalesce(update_client.plan, c.plan),
    status = coalesce(update_client.status, c.status)
  where c.id = client.id
  returning * into client;
  return client;
exception
  when unique_violation then
    perform private.fail('23505', 'CLIENT_EXISTS', 'there is a client of this name already');
end;
$$;

comment on function public.update_client(uuid, integer, text, text, text) is
'Changes an organization; null keeps a field. Needs clients.edit. '
'Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT; P0002 NOT_FOUND; 40001 STALE_VERSION; 23505 CLIENT_EXISTS.';

revoke all on function public.update_client(uuid, integer, text, text, text) from public, anon, service_role;
grant execute on function public.update_client(uuid, integer, text, text, text) to authenticated;
