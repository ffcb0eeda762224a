create or replace function public.create_client(
  name text,
  plan text default 'standard',
  status text default 'active'
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
  perform private.require('clients.manage');
  perform private.check_client(
    coalesce(create_client.name, ''), create_client.plan, create_client.status
  );
  insert into public.clients (name, plan, status)
  values (btrim(create_client.name), create_client.plan, create_client.status)
  on conflict do nothing
  returning * into client;
  if not found then
    perform private.fail('23505', 'CLIENT_EXISTS', 'there is a client of this name already');
  end if;
  return client;
end;
$$;

comment on function public.create_client(text, text, text) is
'Adds an organization. status: trial, active or suspended. Needs clients.manage. '
'Errors: 42501 PERMISSION_DENIED; 22023 INVALID_INPUT; 23505 CLIENT_EXISTS.';

revoke all on function public.create_client(text, text, text) from public, anon, service_role;
grant execute on function public.create_client(text, text, text) to authenticated;
