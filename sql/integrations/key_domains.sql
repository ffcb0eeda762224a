-- requires: sql/integrations/current_api_key.sql sql/identity/permission_scope.sql
create or replace function private.key_domains(permission text)
returns uuid []
language plpgsql
stable
security definer -- definer: who comes with a key holds nothing on these tables
set search_path = ''
as $$
declare
  key constant public.api_keys := private.current_api_key();
  scope record;
begin
  if permission = any(key.scopes) is not true then
    return '{}'::uuid [];
  end if;
  -- Who made it proved a strong login then; roles that need one count.
  scope := private.permission_scope(key.created_by, permission, true);
  return array(
    select d.id
    from public.domains as d
    where d.archived_at is null
      and (scope.is_everywhere or d.id = any(scope.allowed)) and d.id <> all(scope.denied)
      and (
        d.id = key.domain_id
        or key.is_client_wide and d.client_id = (select h.client_id from public.domains as h where h.id = key.domain_id)
      )
    order by d.id
  );
end;
$$;

comment on function private.key_domains(text) is
'Ids of the domains in which the request''s API key has the permission: where it is one of its scopes, and who made it has it now. Never null; archived domains are never in it.';
revoke all on function private.key_domains(text) from public, anon, authenticated, service_role;
