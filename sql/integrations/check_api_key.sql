-- requires: sql/integrations/api_resources.sql sql/identity/require.sql sql/platform/bad_input.sql
create or replace function private.check_api_key(domain_id uuid, scopes text [], is_client_wide boolean)
returns void
language plpgsql
stable
security definer -- definer: looks at all domains of the client, and refuses if one is not the caller's
set search_path = ''
as $$
declare
  offered constant text [] := array(select distinct r.permission from private.api_resources() as r order by 1);
  wanted text;
begin
  if cardinality(scopes) > 0 is not true or scopes <@ offered is not true then
    perform private.bad_input('scopes', 'some of ' || array_to_string(offered, ', '));
  end if;
  foreach wanted in array scopes loop
    perform private.require(wanted, check_api_key.domain_id);
  end loop;
  if is_client_wide is null then
    perform private.bad_input('is_client_wide', 'true or false');
  end if;
  if is_client_wide then
    perform private.require('integrations.manage', d.id)
    from public.domains as here
    inner join public.domains as d on d.client_id = here.client_id
    where here.id = check_api_key.domain_id and d.archived_at is null;
  end if;
end;
$$;

comment on function private.check_api_key(uuid, text [], boolean) is
'Raises 22023 INVALID_INPUT unless the scopes are offered, and 42501 PERMISSION_DENIED unless the caller has them all in the domain and, for a key of all of the client''s domains, manages the integrations of each.';
revoke all on function private.check_api_key(uuid, text [], boolean) from public, anon, authenticated, service_role;
