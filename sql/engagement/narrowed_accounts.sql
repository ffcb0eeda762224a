-- requires: sql/engagement/find_visitors.sql sql/engagement/accounts.sql
create or replace function private.narrowed_accounts(
  wanted private.engagement_filter,
  domain_ids uuid [],
  has_visitors boolean,
  after_name text,
  after_domain_id uuid,
  page_size integer
)
returns setof public.accounts
language plpgsql
stable
security definer -- definer: two tests of domain_id, the policy's and ours, mislead the planner to other indexes
rows 50
set search_path = ''
set plan_cache_mode = force_custom_plan -- Drops the conditions that the filter does not use.
as $$
begin
  return query
  select page.*
  from unnest(domain_ids) as tenant (id)
  cross join lateral (
    select account.* from public.accounts as account
    where
      account.domain_id = tenant.id
      and (account.company_domain, account.domain_id) > (after_name, after_domain_id)
      and ((wanted).account_id is null or account.id = (wanted).account_id)
      and (not has_visitors or (account.domain_id, account.id) in (
        select visitor.domain_id, visitor.account_id from private.find_visitors(wanted) as visitor
      ))
    order by account.company_domain
    limit page_size
  ) as page
  order by page.company_domain, page.domain_id
  limit page_size;
end;
$$;

comment on function private.narrowed_accounts(private.engagement_filter, uuid [], boolean, text, uuid, integer) is
'The accounts of these domains that the filter picks, by company domain, after a place. Whether the caller may see them is asked before.';

revoke all on function private.narrowed_accounts(
  private.engagement_filter, uuid [], boolean, text, uuid, integer
) from public, anon, authenticated, service_role;
