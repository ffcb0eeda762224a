-- requires: sql/engagement/conversations.sql sql/engagement/visitor_event.sql
-- The row stays for what refers to it. It has the time of the first event that stays and an event id
-- after all others, so that this event, when it is stored, decides everything.
create or replace function private.reset_talks(
  domain_id uuid,
  conversation_ids uuid [],
  kept private.visitor_event []
)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  update public.conversations as talk set
    started_at = first.at, first_event_id = 'ffffffff-ffff-ffff-ffff-ffffffffffff',
    last_message_at = null, total_turns = 0, agent_turns = 0, human_turns = 0, last_role = null,
    language = null, status = 'open', status_at = null, status_event_id = null,
    email_captured = false, demo_proposed = false, cta_clicked = false, demo_booked = false
  from (
    select event.conversation_id as id, min(event.occurred_at) as at
    from unnest(kept) as event
    group by event.conversation_id
  ) as first
  where
    talk.domain_id = reset_talks.domain_id and talk.id = any(conversation_ids) and talk.id = first.id;
end;
$$;

comment on function private.reset_talks(uuid, uuid [], private.visitor_event []) is
'Those of these conversations that kept has events of, as if nothing had happened in them yet.';

revoke all on function private.reset_talks(uuid, uuid [], private.visitor_event []) from public;
