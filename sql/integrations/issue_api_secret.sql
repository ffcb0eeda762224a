-- requires: sql/integrations/api_key_secrets.sql sql/integrations/url_safe.sql
create or replace function private.issue_api_secret(domain_id uuid, key_id uuid, prefix text)
returns text
language plpgsql
volatile
security definer -- definer: nobody holds anything on api_key_secrets
set search_path = ''
as $$
declare
  secret constant text := prefix || '_' || private.url_safe(extensions.gen_random_bytes(32));
begin
  insert into private.api_key_secrets (secret_hash, domain_id, key_id)
  values (sha256(convert_to(secret, 'UTF8')), issue_api_secret.domain_id, issue_api_secret.key_id);
  return secret;
end;
$$;

comment on function private.issue_api_secret(uuid, uuid, text) is
'A new version of an API key, in full; only its hash is kept.';
revoke all on function private.issue_api_secret(uuid, uuid, text) from public, anon, authenticated, service_role;
