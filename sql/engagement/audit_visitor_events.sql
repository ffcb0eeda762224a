-- requires: sql/engagement/visitor_event.sql sql/audit/audit_event.sql
create or replace function private.audit_visitor_events(batch private.visitor_event [])
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  part record;
begin
  for part in
    select
      event.domain_id,
      count(*) as events,
      count(distinct event.visitor_id) as visitors,
      count(distinct event.conversation_id) as conversations
    from unnest(batch) as event
    group by event.domain_id
    order by event.domain_id
  loop
    perform private.audit_event(
      'ingest', 'session_events', null, part.domain_id, to_jsonb(part) - 'domain_id'
    );
  end loop;
end;
$$;

comment on function private.audit_visitor_events(private.visitor_event []) is
'One audit entry a domain: what a batch added. A batch that added nothing leaves none.';

revoke all on function private.audit_visitor_events(private.visitor_event []) from public;
