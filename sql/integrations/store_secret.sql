-- requires: sql/integrations/require_vault.sql sql/platform/bad_input.sql
-- Tables hold a secret's id and never the secret: what reads tables (dumps, the audit log, exports, an API
-- role by a mistaken grant) then reads ids. Supabase Vault encrypts with a key that is not in the database;
-- the local stack has a stand-in of the same interface.
create or replace function private.store_secret(value text, description text)
returns uuid
language plpgsql
volatile
security definer -- definer: nobody who calls the API may touch the vault
set search_path = ''
as $$
begin
  perform private.require_vault();
  if length(value) between 1 and 8192 is not true then
    perform private.bad_input('value', '1 to 8192 characters');
  end if;
  return vault.create_secret(value, null, store_secret.description);
end;
$$;

comment on function private.store_secret(text, text) is
'Puts a secret into the vault and returns its id, which is what a table may hold. description: what it is, for people who look into the vault; tells nothing of the value. Errors: 22023 INVALID_INPUT; PT503 VAULT_MISSING.';
-- For definer functions only, as are its sisters: whoever reads a secret must have been asked for a reason.
revoke all on function private.store_secret(text, text) from public, anon, authenticated, service_role;
