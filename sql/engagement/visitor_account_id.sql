-- requires: sql/engagement/accounts.sql
-- A free-mail domain has no account, so looking for the account is all the filter that is needed.
create or replace function private.visitor_account_id(
  domain_id uuid,
  company_domain text,
  email text
)
returns uuid
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return (
    select account.id
    from public.accounts as account
    where
      account.domain_id = visitor_account_id.domain_id
      and account.company_domain in (
        visitor_account_id.company_domain, split_part(visitor_account_id.email, '@', 2)
      )
    order by account.company_domain = visitor_account_id.company_domain desc nulls last
    limit 1
  );
end;
$$;

comment on function private.visitor_account_id(uuid, text, text) is
'The account of a visitor: the company of the enrichment, else the one of the e-mail address; or null.';

revoke all on function private.visitor_account_id(uuid, text, text) from public;
