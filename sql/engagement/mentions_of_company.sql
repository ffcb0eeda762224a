-- requires: sql/engagement/visitor_emails.sql sql/engagement/visitor_enrichments.sql
create or replace function private.mentions_of_company(domain_id uuid, company_domain text)
returns table (id uuid, occurred_at timestamptz, company jsonb)
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return query
  select given.event_id, given.occurred_at, null::jsonb
  from private.visitor_emails as given
  where given.domain_id = mentions_of_company.domain_id
    and split_part(given.email, '@', 2) = mentions_of_company.company_domain
  union all
  select enriched.id, enriched.occurred_at, enriched.company
  from public.visitor_enrichments as enriched
  where enriched.domain_id = mentions_of_company.domain_id
    and lower(enriched.company ->> 'domain') = mentions_of_company.company_domain;
end;
$$;

comment on function private.mentions_of_company(uuid, text) is
'The stored events that named a company, by an address or an enrichment, which is company.';

revoke all on function private.mentions_of_company(uuid, text) from public;
