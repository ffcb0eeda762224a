-- requires: sql/integrations/sync_configs.sql sql/platform/fail.sql
create or replace function private.find_sync_config(domain_id uuid, config_id uuid)
returns public.sync_configs
language plpgsql
stable
security definer -- definer: asked by functions that have checked the caller
set search_path = ''
as $$
declare
  config public.sync_configs;
begin
  select c.* into config from public.sync_configs as c
  where c.domain_id = find_sync_config.domain_id and c.id = find_sync_config.config_id;
  if not found then
    perform private.fail('P0002', 'NOT_FOUND', 'there is no such synchronisation');
  end if;
  return config;
end;
$$;

comment on function private.find_sync_config(uuid, uuid) is
'The row. Asks for no permission: the caller has. Raises P0002 NOT_FOUND.';
revoke all on function private.find_sync_config(uuid, uuid) from public, anon, authenticated, service_role;
