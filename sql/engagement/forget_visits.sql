-- requires: sql/engagement/session_events.sql sql/engagement/visitor_enrichments.sql
-- requires: sql/engagement/visitor_emails.sql sql/engagement/visitor_event.sql
-- Rows that something is left of stay, neutral: what is stored then decides everything, as in
-- private.reset_talks.
create or replace function private.forget_visits(
  domain_id uuid,
  visitor_ids uuid [],
  told private.visitor_event [],
  kept private.visitor_event []
)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  told_ids constant uuid [] := array(select event.id from unnest(told) as event);
begin
  delete from private.visitor_emails as given
  where given.domain_id = forget_visits.domain_id and given.event_id = any(told_ids);
  delete from public.visitor_enrichments as enriched
  where enriched.domain_id = forget_visits.domain_id and enriched.id = any(told_ids);
  delete from public.session_events as event
  where event.domain_id = forget_visits.domain_id and event.id = any(told_ids);
  update public.visitor_sessions as session set
    first_event_at = first.at, last_activity_at = first.at, landing_url = null, widget_visible_ms = 0,
    first_event_id = 'ffffffff-ffff-ffff-ffff-ffffffffffff', is_test = true
  from (
    select event.session_id as id, min(event.occurred_at) as at from unnest(kept) as event
    group by event.session_id
  ) as first
  where session.domain_id = forget_visits.domain_id and session.visitor_id = any(visitor_ids)
    and session.id = first.id;
  update public.visitors as visitor set
    first_seen_at = first.at, last_seen_at = first.at, is_test = true, merged_into_id = null,
    account_id = null, email = null, email_at = null, email_event_id = null, company_domain = null,
    enrichment_data = '{}', enrichment_source = null, enriched_at = null, enrichment_event_id = null
  from (
    select event.visitor_id as id, min(event.occurred_at) as at from unnest(kept) as event
    group by event.visitor_id
  ) as first
  where visitor.domain_id = forget_visits.domain_id and visitor.id = first.id;
end;
$$;

comment on function private.forget_visits(uuid, uuid [], private.visitor_event [], private.visitor_event []) is
'Removes the events told of these visitors, with addresses and enrichments; sessions and visitors that kept has events of are as if nothing had happened yet, and merged into nobody.';

revoke all on function
private.forget_visits(uuid, uuid [], private.visitor_event [], private.visitor_event []) from public;
