-- requires: sql/engagement/store_session_events.sql sql/engagement/store_visitor_emails.sql
-- requires: sql/engagement/follow_merges.sql
create or replace function private.store_batch(batch private.visitor_event [])
returns private.visitor_event []
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  fresh constant private.visitor_event [] := private.follow_merges(private.store_session_events(batch));
  continued private.visitor_event [];
  -- Most batches only tell what visitors did.
  tells_who constant boolean := exists (
    select from unnest(fresh) as event where event.kind = 'enrichment' or event.properties ? 'email'
  );
begin
  if tells_who then
    perform private.store_visitor_emails(fresh);
    perform private.store_accounts(fresh);
  end if;
  perform private.store_visitors(fresh);
  if tells_who then
    perform private.link_visitor_accounts(fresh);
    perform private.store_visitor_enrichments(fresh);
  end if;
  perform private.store_visitor_sessions(fresh);
  continued := private.store_conversations(fresh);
  perform private.store_messages(fresh);
  perform private.refresh_conversations(continued);
  perform private.store_conversation_status(fresh);
  return fresh;
end;
$$;

comment on function private.store_batch(private.visitor_event []) is
'Stores events and all that follows from them; returns those that were not there before. Who calls it holds the lock of the domains, and has asked private.gate_events.';

revoke all on function private.store_batch(private.visitor_event []) from public;
