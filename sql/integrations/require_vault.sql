-- requires: sql/platform/fail.sql
create or replace function private.require_vault()
returns void
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  if to_regclass('vault.decrypted_secrets') is null then
    perform private.fail(
      'PT503', 'VAULT_MISSING', 'this database has no vault for secrets', 'Enable the extension supabase_vault.'
    );
  end if;
end;
$$;

comment on function private.require_vault() is 'Raises PT503 VAULT_MISSING where there is no Supabase Vault, nor its stand-in.';
revoke all on function private.require_vault() from public;
