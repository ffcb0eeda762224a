-- requires: sql/engagement/visitor_enrichments.sql
create or replace function private.named_accounts(domain_id uuid, visitor_ids uuid [])
returns setof uuid
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return query
  select account.id
  from public.accounts as account
  where
    account.domain_id = named_accounts.domain_id
    and account.company_domain in (
      select unnest(array[visitor.company_domain, split_part(visitor.email, '@', 2)])
      from public.visitors as visitor
      where visitor.domain_id = named_accounts.domain_id and visitor.id = any(visitor_ids)
      union
      select lower(enrichment.company ->> 'domain')
      from public.visitor_enrichments as enrichment
      where enrichment.domain_id = named_accounts.domain_id and enrichment.visitor_id = any(visitor_ids)
    );
end;
$$;

comment on function private.named_accounts(uuid, uuid []) is
'The accounts that these visitors'' addresses and enrichments named, theirs or not.';

revoke all on function private.named_accounts(uuid, uuid []) from public;
