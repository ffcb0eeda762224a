-- requires: sql/engagement/mentions_of_company.sql sql/engagement/erase_accounts.sql
-- requires: sql/engagement/company_mentions.sql sql/engagement/client_fields.sql
create or replace function private.refresh_accounts(domain_id uuid, told private.visitor_event [])
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  account record;
begin
  for account in
    select known.id, mention.first_at, newest.id as event_id, newest.occurred_at as at, newest.company
    from public.accounts as known
    cross join lateral (
      select min(listed.occurred_at) as first_at
      from private.mentions_of_company(known.domain_id, known.company_domain) as listed
    ) as mention
    left join lateral (
      select listed.* from private.mentions_of_company(known.domain_id, known.company_domain) as listed
      where listed.company is not null
      order by listed.occurred_at desc, listed.id desc
      limit 1
    ) as newest on true
    where known.domain_id = refresh_accounts.domain_id and known.company_domain in (
      select named.company_domain from private.company_mentions(told) as named
    )
  loop
    update public.accounts as known set
      first_seen_at = coalesce(account.first_at, known.first_seen_at),
      company_name = nullif(account.company ->> 'name', ''),
      enrichment_data = private.client_fields(account.company),
      enriched_at = account.at,
      enrichment_event_id = account.event_id,
      updated_at = now()
    where known.domain_id = refresh_accounts.domain_id and known.id = account.id;
    if account.first_at is null then
      perform private.erase_accounts(refresh_accounts.domain_id, array[account.id]);
    end if;
  end loop;
end;
$$;

comment on function private.refresh_accounts(uuid, private.visitor_event []) is
'The companies that these events named, which are gone: as the events that are left make them, and none where none is left, unless another system knows the company.';

revoke all on function private.refresh_accounts(uuid, private.visitor_event []) from public;
