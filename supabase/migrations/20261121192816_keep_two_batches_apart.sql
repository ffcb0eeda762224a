-- Two batches that name a new company at once: an upsert minds one unique key, the other refused the second.
set local check_function_bodies = off;

create or replace function private.store_accounts(
  batch private.visitor_event[]
)
  returns void
  language plpgsql
  set search_path to ''
  as $function$
begin
  -- Two batches may name a new company at the same time. An upsert looks at one unique key only, and the
  -- other one would refuse the second batch; `do nothing` minds both. So the rows are there first.
  insert into public.accounts (domain_id, id, company_domain, first_seen_at)
  select
    mention.domain_id,
    md5(mention.domain_id || '/' || mention.company_domain)::uuid,
    mention.company_domain,
    min(mention.occurred_at)
  from private.company_mentions(batch) as mention
  group by mention.domain_id, mention.company_domain
  order by mention.domain_id, mention.company_domain
  on conflict do nothing;

  insert into public.accounts as account (
    domain_id, id, company_domain, company_name, enrichment_data, enriched_at,
    enrichment_event_id, first_seen_at
  )
  select distinct on (mention.domain_id, mention.company_domain)
    mention.domain_id,
    md5(mention.domain_id || '/' || mention.company_domain)::uuid,
    mention.company_domain,
    nullif(mention.company ->> 'name', ''),
    private.client_fields(mention.company),
    case when mention.company is not null then mention.occurred_at end,
    case when mention.company is not null then mention.event_id end,
    min(mention.occurred_at) over (partition by mention.domain_id, mention.company_domain)
  from private.company_mentions(batch) as mention
  order by
    mention.domain_id, mention.company_domain, mention.company is null,
    mention.occurred_at desc, mention.event_id desc
  on conflict (domain_id, company_domain) do update set
    (company_name, enrichment_data, enriched_at, enrichment_event_id) = (
      select newest.company_name, newest.enrichment_data, newest.at, newest.event_id
      from (
        values
        (excluded.company_name, excluded.enrichment_data, excluded.enriched_at,
          excluded.enrichment_event_id),
        (account.company_name, account.enrichment_data, account.enriched_at,
          account.enrichment_event_id)
      ) as newest (company_name, enrichment_data, at, event_id)
      order by newest.at desc nulls last, newest.event_id desc
      limit 1
    ),
    first_seen_at = least(account.first_seen_at, excluded.first_seen_at),
    updated_at = now();
end;
$function$;
