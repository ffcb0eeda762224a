-- requires: sql/integrations/api_keys.sql sql/identity/people.sql
-- Asks the table at each statement, so that a revoked key, or the key of somebody who was disabled, ends at once.
create or replace function private.current_api_key()
returns public.api_keys
language plpgsql
stable
security definer -- definer: who comes with a key holds nothing on the table
set search_path = ''
as $$
declare
  claims constant jsonb := nullif(current_setting('request.jwt.claims', true), '');
  found_key public.api_keys;
begin
  select k.* into found_key
  from public.api_keys as k
  inner join public.people as p on p.id = k.created_by
  where k.domain_id = (claims ->> 'api_key_domain_id')::uuid and k.id = (claims ->> 'api_key_id')::uuid
    and k.revoked_at is null
    and (k.expires_at is null or k.expires_at > now())
    and p.status = 'active';
  return found_key;
end;
$$;

comment on function private.current_api_key() is
'The API key with which this request came, as private.enter_api_key() found it; empty where there is none, or it has ended.';
revoke all on function private.current_api_key() from public, anon, authenticated, service_role;
