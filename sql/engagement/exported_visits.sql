-- requires: sql/engagement/visitor_enrichments.sql sql/engagement/session_events.sql
create or replace function private.exported_visits(domain_id uuid, visitor_ids uuid [])
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return jsonb_build_object(
    'visitors', (
      select coalesce(jsonb_agg(to_jsonb(visitor) order by visitor.id), '[]') from public.visitors as visitor
      where visitor.domain_id = exported_visits.domain_id and visitor.id = any(visitor_ids)
    ),
    'account', (
      select to_jsonb(account) from public.accounts as account
      inner join public.visitors as visitor
        on account.domain_id = visitor.domain_id and account.id = visitor.account_id
      where visitor.domain_id = exported_visits.domain_id and visitor.id = visitor_ids[1]
    ),
    'enrichments', (
      select coalesce(jsonb_agg(to_jsonb(enrichment) order by enrichment.occurred_at, enrichment.id), '[]')
      from public.visitor_enrichments as enrichment
      where enrichment.domain_id = exported_visits.domain_id and enrichment.visitor_id = any(visitor_ids)
    ),
    'sessions', (
      select coalesce(jsonb_agg(to_jsonb(session) order by session.first_event_at, session.id), '[]')
      from public.visitor_sessions as session
      where session.domain_id = exported_visits.domain_id and session.visitor_id = any(visitor_ids)
    ),
    'events', (
      select coalesce(jsonb_agg(to_jsonb(event) order by event.occurred_at, event.id), '[]')
      from public.session_events as event
      where event.domain_id = exported_visits.domain_id and event.visitor_id = any(visitor_ids)
    )
  );
end;
$$;

comment on function private.exported_visits(uuid, uuid []) is
'What is stored of these visitors, who are one person, the survivor first: {visitors, account, enrichments, sessions, events}.';

revoke all on function private.exported_visits(uuid, uuid []) from public;
