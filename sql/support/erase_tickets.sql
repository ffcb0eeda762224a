-- requires: sql/support/tickets.sql sql/notify/outbox.sql
create or replace function private.erase_tickets(domain_id uuid, conversation_ids uuid [])
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  ticket_ids text [];
begin
  with erased as (
    update public.tickets as ticket
    set title = '[erased]', description = '', message_content = '[erased]', expected_answer = null
    where
      ticket.domain_id = erase_tickets.domain_id
      and ticket.conversation_id = any(conversation_ids)
    returning ticket.id
  )
  select array_agg(erased.id) into ticket_ids from erased;
  if ticket_ids is not null then
    update private.outbox as message
    set payload = message.payload || '{"title": "[erased]", "description": "[erased]"}'
    where
      message.domain_id = erase_tickets.domain_id
      and message.payload ->> 'ticket_id' = any(ticket_ids) and message.payload ? 'description';
  end if;
end;
$$;

comment on function private.erase_tickets(uuid, uuid []) is
'Takes what tickets quote of these conversations out of them, and out of what is to be sent. Comments and notes are people''s own words, and what was sent already is in Linear: they stay.';

revoke all on function private.erase_tickets(uuid, uuid []) from public;
