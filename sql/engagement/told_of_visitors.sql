-- requires: sql/engagement/visitor_event.sql sql/engagement/visitor_account_id.sql
-- requires: sql/engagement/client_fields.sql
create or replace function private.told_of_visitors(batch private.visitor_event [])
returns table (
  domain_id uuid,
  visitor_id uuid,
  first_seen_at timestamptz,
  last_seen_at timestamptz,
  is_test boolean,
  account_id uuid,
  email text,
  email_at timestamptz,
  email_event_id uuid,
  company_domain text,
  enrichment_data jsonb,
  enrichment_source text,
  enriched_at timestamptz,
  enrichment_event_id uuid
)
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return query
  with told as (
    select
      event.domain_id, event.visitor_id,
      min(event.occurred_at) as first_seen_at,
      max(event.occurred_at) as last_seen_at,
      bool_and(event.is_test) as is_test,
      (array_agg(event order by event.occurred_at desc, event.id desc)
        filter (where event.properties ->> 'email' <> ''))[1] as mailed,
      (array_agg(event order by event.occurred_at desc, event.id desc)
        filter (where event.kind = 'enrichment'))[1] as enriched
    from unnest(batch) as event
    group by event.domain_id, event.visitor_id
  ), named as (
    select
      told.*,
      lower((told.mailed).properties ->> 'email') as email,
      lower((told.enriched).properties #>> '{company,domain}') as company_domain
    from told
  )
  select
    named.domain_id, named.visitor_id, named.first_seen_at, named.last_seen_at, named.is_test,
    case
      when named.email is not null or named.company_domain is not null
        then private.visitor_account_id(named.domain_id, named.company_domain, named.email)
    end,
    named.email, (named.mailed).occurred_at, (named.mailed).id,
    named.company_domain,
    case
      when named.enriched is null then '{}'
      else private.client_fields((named.enriched).properties -> 'data')
    end,
    (named.enriched).properties ->> 'source', (named.enriched).occurred_at, (named.enriched).id
  from named;
end;
$$;

comment on function private.told_of_visitors(private.visitor_event []) is
'What a batch tells of each visitor in it, in the columns of public.visitors.';

revoke all on function private.told_of_visitors(private.visitor_event []) from public;
