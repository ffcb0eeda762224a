-- requires: sql/engagement/narrowed_accounts.sql
-- As newest_visitors: one plan for every domain, made once. Only a filter that picks accounts is planned anew.
create or replace function private.find_accounts(
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
security definer -- definer: narrowed_accounts is for our own functions only
rows 50
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
declare
  -- Before the first row, where no place is given: no name is shorter.
  place_name constant text := coalesce(after_name, '');
  place_id constant uuid := coalesce(after_domain_id, '00000000-0000-0000-0000-000000000000');
begin
  if has_visitors or (wanted).account_id is not null then
    return query select found.* from private.narrowed_accounts(
      wanted, domain_ids, has_visitors, place_name, place_id, page_size
    ) as found;
    return;
  end if;
  return query
  select page.*
  from unnest(domain_ids) as tenant (id)
  cross join lateral (
    select account.* from public.accounts as account
    where account.domain_id = tenant.id and (account.company_domain, account.domain_id) > (place_name, place_id)
    order by account.company_domain
    limit page_size
  ) as page
  order by page.company_domain, page.domain_id
  limit page_size;
end;
$$;

comment on function private.find_accounts(private.engagement_filter, uuid [], boolean, text, uuid, integer) is
'The accounts of these domains that the filter means, by company domain, after a place. has_visitors: only those of which a visitor is meant. Whether the caller may see them is asked before.';

revoke all on function private.find_accounts(
  private.engagement_filter, uuid [], boolean, text, uuid, integer
) from public, anon, authenticated, service_role;
