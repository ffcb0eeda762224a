-- requires: sql/engagement/visitor_event.sql sql/engagement/free_mail_domains.sql
create or replace function private.company_mentions(batch private.visitor_event [])
returns table (
  domain_id uuid,
  company_domain text,
  company jsonb,
  occurred_at timestamptz,
  event_id uuid
)
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return query
  select
    event.domain_id, lower(mention.company_domain), mention.company, event.occurred_at, event.id
  from unnest(batch) as event
  cross join lateral (
    values
    (event.properties #>> '{company,domain}', event.properties -> 'company'),
    (split_part(event.properties ->> 'email', '@', 2), null)
  ) as mention (company_domain, company)
  where
    (event.kind = 'enrichment' or event.properties ? 'email')
    and (event.kind = 'enrichment' or mention.company is null)
    and mention.company_domain <> ''
    and not exists (
      select from private.free_mail_domains as free
      where free.name = lower(mention.company_domain)
    );
end;
$$;

comment on function private.company_mentions(private.visitor_event []) is
'The companies that a batch names, by an enrichment (company holds what it said) or by an e-mail address (company is null).';

revoke all on function private.company_mentions(private.visitor_event []) from public;
