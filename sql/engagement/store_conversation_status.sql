-- requires: sql/engagement/visitor_event.sql sql/engagement/conversations.sql
create or replace function private.store_conversation_status(batch private.visitor_event [])
returns void
language plpgsql
volatile
security invoker
set search_path = ''
set enable_hashjoin = off -- See ingest_visitor_events: look keys up, never read a whole table.
set enable_mergejoin = off
as $$
begin
  update public.conversations as talk set
    status = newest.properties ->> 'status',
    status_at = newest.occurred_at,
    status_event_id = newest.id
  from (
    select distinct on (event.domain_id, event.conversation_id) event.*
    from unnest(batch) as event
    where event.kind = 'conversation_status'
    order by event.domain_id, event.conversation_id, event.occurred_at desc, event.id desc
  ) as newest
  where
    talk.domain_id = newest.domain_id
    and talk.id = newest.conversation_id
    and (talk.status_at is null
      or (newest.occurred_at, newest.id) > (talk.status_at, talk.status_event_id));
end;
$$;

comment on function private.store_conversation_status(private.visitor_event []) is
'Sets the status of conversations that the batch tells something newer of.';

revoke all on function private.store_conversation_status(private.visitor_event []) from public;
