-- requires: sql/integrations/store_secret.sql
create or replace function private.rotate_secret(secret_id uuid, value text, description text)
returns uuid
language plpgsql
volatile
security definer -- definer: nobody who calls the API may touch the vault
set search_path = ''
as $$
begin
  if secret_id is null then
    return private.store_secret(value, description);
  end if;
  perform private.require_vault();
  if length(value) between 1 and 8192 is not true then
    perform private.bad_input('value', '1 to 8192 characters');
  end if;
  perform vault.update_secret(rotate_secret.secret_id, value);
  return secret_id;
end;
$$;

comment on function private.rotate_secret(uuid, text, text) is
'Replaces a secret, under the same id; without an id it is stored as a new one. Returns the id. Errors: 22023 INVALID_INPUT; PT503 VAULT_MISSING.';
revoke all on function private.rotate_secret(uuid, text, text) from public, anon, authenticated, service_role;
