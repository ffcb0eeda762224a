-- requires: sql/engagement/conversations.sql sql/engagement/visitor_enrichments.sql
-- requires: sql/engagement/visitor_account_id.sql
-- What a visitor did moves to the survivor, so that no list or count has to know of merges. The log of
-- events alone keeps the widget's id, and with it who did what. Of what can change the newest counts,
-- as in store_visitors: merging before or after a batch comes to the same.
create or replace function private.absorb_visitor(domain_id uuid, merged_id uuid, survivor_id uuid)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  update public.visitors as visitor set merged_into_id = survivor_id, updated_at = now()
  where
    visitor.domain_id = absorb_visitor.domain_id
    and merged_id in (visitor.id, visitor.merged_into_id);
  update public.visitor_sessions as session set visitor_id = survivor_id, updated_at = now()
  where session.domain_id = absorb_visitor.domain_id and session.visitor_id = merged_id;
  update public.conversations as talk set visitor_id = survivor_id, updated_at = now()
  where talk.domain_id = absorb_visitor.domain_id and talk.visitor_id = merged_id;
  update public.visitor_enrichments as enrichment set visitor_id = survivor_id
  where enrichment.domain_id = absorb_visitor.domain_id and enrichment.visitor_id = merged_id;

  update public.visitors as survivor set
    first_seen_at = least(survivor.first_seen_at, merged.first_seen_at),
    last_seen_at = greatest(survivor.last_seen_at, merged.last_seen_at),
    is_test = survivor.is_test and merged.is_test,
    (email, email_at, email_event_id) = (
      select version.email, version.email_at, version.email_event_id
      from (select survivor.* union all select merged.*) as version
      order by version.email_at desc nulls last, version.email_event_id desc
      limit 1
    ),
    (company_domain, enrichment_data, enrichment_source, enriched_at, enrichment_event_id) = (
      select
        version.company_domain, version.enrichment_data, version.enrichment_source,
        version.enriched_at, version.enrichment_event_id
      from (select survivor.* union all select merged.*) as version
      order by version.enriched_at desc nulls last, version.enrichment_event_id desc
      limit 1
    ),
    updated_at = now()
  from public.visitors as merged
  where
    survivor.domain_id = absorb_visitor.domain_id and survivor.id = survivor_id
    and merged.domain_id = survivor.domain_id and merged.id = merged_id;
  update public.visitors as survivor
  set account_id = private.visitor_account_id(
    survivor.domain_id, survivor.company_domain, survivor.email
  )
  where survivor.domain_id = absorb_visitor.domain_id and survivor.id = survivor_id;
end;
$$;

comment on function private.absorb_visitor(uuid, uuid, uuid) is
'Merges one visitor, and all that were merged into it, into another, which must not be merged itself.';

revoke all on function private.absorb_visitor(uuid, uuid, uuid) from public;
