-- requires: sql/engagement/visitor_event.sql sql/engagement/visitors.sql
-- requires: sql/engagement/client_fields.sql
-- Rows are written in the order of their keys, here and in every other step, and the steps come in one
-- order: two batches that touch the same visitors wait for each other and cannot deadlock.
-- Of what can change, the newest event wins, by time and then by event id, whichever arrives last.
create or replace function private.store_visitors(batch private.visitor_event [])
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  insert into public.visitors as visitor (
    domain_id, id, first_seen_at, last_seen_at, is_test, account_id, email, email_at,
    email_event_id, company_domain, enrichment_data, enrichment_source, enriched_at,
    enrichment_event_id
  )
  select told.*
  from private.told_of_visitors(batch) as told
  order by told.domain_id, told.visitor_id
  on conflict (domain_id, id) do update set
    first_seen_at = least(visitor.first_seen_at, excluded.first_seen_at),
    last_seen_at = greatest(visitor.last_seen_at, excluded.last_seen_at),
    is_test = visitor.is_test and excluded.is_test,
    (email, email_at, email_event_id) = (
      select version.email, version.at, version.event_id
      from (
        values
        (visitor.email, visitor.email_at, visitor.email_event_id),
        (excluded.email, excluded.email_at, excluded.email_event_id)
      ) as version (email, at, event_id)
      order by version.at desc nulls last, version.event_id desc
      limit 1
    ),
    (company_domain, enrichment_data, enrichment_source, enriched_at, enrichment_event_id) = (
      select version.company_domain, version.data, version.source, version.at, version.event_id
      from (
        values
        (visitor.company_domain, visitor.enrichment_data, visitor.enrichment_source,
          visitor.enriched_at, visitor.enrichment_event_id),
        (excluded.company_domain, excluded.enrichment_data, excluded.enrichment_source,
          excluded.enriched_at, excluded.enrichment_event_id)
      ) as version (company_domain, data, source, at, event_id)
      order by version.at desc nulls last, version.event_id desc
      limit 1
    ),
    updated_at = now();
end;
$$;

comment on function private.store_visitors(private.visitor_event []) is
'Creates the visitors of the batch, or adds what it tells of them. Their accounts must be there.';

revoke all on function private.store_visitors(private.visitor_event []) from public;
