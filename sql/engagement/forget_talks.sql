-- requires: sql/engagement/visitor_event.sql sql/engagement/conversations.sql
-- What people and models made of a conversation stays where all of it stays.
create or replace function private.forget_talks(
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
  named_ids constant uuid [] := array(select distinct event.conversation_id from unnest(told) as event);
  own_ids constant uuid [] := array(
    select talk.id from public.conversations as talk
    where talk.domain_id = forget_talks.domain_id and talk.visitor_id = any(visitor_ids)
  );
  whole_ids constant uuid [] := array(
    select event.conversation_id from unnest(told) as event
    where event.conversation_id is not null
    group by event.conversation_id
    having bool_and(event.id = any(array(select stays.id from unnest(kept) as stays)))
  );
  broken_ids constant uuid [] := array(
    select own.id from unnest(own_ids) as own (id) where own.id <> all(whole_ids)
  );
  gone_ids constant uuid [] := array(
    select broken.id from unnest(broken_ids) as broken (id)
    where broken.id <> all(array(
      select event.conversation_id from unnest(kept) as event where event.conversation_id is not null
    ))
  );
begin
  delete from public.messages as message
  where message.domain_id = forget_talks.domain_id and (
    message.conversation_id = any(gone_ids)
    or message.conversation_id = any(named_ids) and message.event_id = any(told_ids)
  );
  perform private.erase_tickets(forget_talks.domain_id, broken_ids);
  perform private.forget_judgements(forget_talks.domain_id, broken_ids);
  delete from public.conversations as talk
  where talk.domain_id = forget_talks.domain_id and talk.id = any(gone_ids);
  perform private.reset_talks(forget_talks.domain_id, own_ids, kept);
end;
$$;

comment on function private.forget_talks(uuid, uuid [], private.visitor_event [], private.visitor_event []) is
'Removes the conversations of these visitors, who told all of told, of which nothing is in kept; the others are as if nothing had been said yet.';

revoke all on function
private.forget_talks(uuid, uuid [], private.visitor_event [], private.visitor_event []) from public;
