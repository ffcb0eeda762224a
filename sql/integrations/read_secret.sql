-- requires: sql/integrations/require_vault.sql
create or replace function private.read_secret(secret_id uuid)
returns text
language plpgsql
stable
security definer -- definer: nobody who calls the API may touch the vault
set search_path = ''
as $$
begin
  perform private.require_vault();
  return (select s.decrypted_secret from vault.decrypted_secrets as s where s.id = read_secret.secret_id);
end;
$$;

comment on function private.read_secret(uuid) is 'The secret with this id; null where there is none. Errors: PT503 VAULT_MISSING.';
revoke all on function private.read_secret(uuid) from public, anon, authenticated, service_role;
