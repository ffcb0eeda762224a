-- requires: sql/integrations/require_vault.sql
create or replace function private.forget_secret(secret_id uuid)
returns void
language plpgsql
volatile
security definer -- definer: nobody who calls the API may touch the vault
set search_path = ''
as $$
begin
  if secret_id is not null then
    perform private.require_vault();
    delete from vault.secrets as s where s.id = forget_secret.secret_id;
  end if;
end;
$$;

comment on function private.forget_secret(uuid) is 'Removes a secret from the vault, for good; null, or one that is gone, is nothing. Errors: PT503 VAULT_MISSING.';
revoke all on function private.forget_secret(uuid) from public, anon, authenticated, service_role;
