-- requires: sql/engagement/visitor_event.sql sql/engagement/visitor_enrichments.sql
create or replace function private.store_visitor_enrichments(batch private.visitor_event [])
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  insert into public.visitor_enrichments (
    domain_id, id, visitor_id, source, company, data, occurred_at
  )
  select
    event.domain_id,
    event.id,
    event.visitor_id,
    event.properties ->> 'source',
    coalesce(nullif(event.properties -> 'company', 'null'), '{}'),
    coalesce(nullif(event.properties -> 'data', 'null'), '{}'),
    event.occurred_at
  from unnest(batch) as event
  where event.kind = 'enrichment';
end;
$$;

comment on function private.store_visitor_enrichments(private.visitor_event []) is
'Keeps every enrichment result of the batch in full.';

revoke all on function private.store_visitor_enrichments(private.visitor_event []) from public;
