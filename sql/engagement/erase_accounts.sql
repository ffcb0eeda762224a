-- requires: sql/engagement/visitors.sql
-- The internet domain of an address may be a person's own name.
create or replace function private.erase_accounts(domain_id uuid, account_ids uuid [])
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  delete from public.accounts as account
  where
    account.domain_id = erase_accounts.domain_id
    and account.id = any(account_ids)
    and account.hubspot_company_id is null
    and not exists (
      select from public.visitors as visitor
      where visitor.domain_id = account.domain_id and visitor.account_id = account.id
    );
end;
$$;

comment on function private.erase_accounts(uuid, uuid []) is
'Removes those of these accounts that no visitor is left of and that no other system knows.';

revoke all on function private.erase_accounts(uuid, uuid []) from public;
