-- requires: sql/support/tickets.sql sql/support/erase_ticket_words.sql sql/support/erase_issues.sql
create or replace function private.erase_tickets(domain_id uuid, conversation_ids uuid [])
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  ticket_ids uuid [];
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
    perform private.erase_ticket_words(erase_tickets.domain_id, ticket_ids);
    perform private.erase_issues(erase_tickets.domain_id, ticket_ids);
  end if;
end;
$$;

comment on function private.erase_tickets(uuid, uuid []) is
'Takes the words out of the tickets about these conversations, out of what was told of them, and out of what is to be sent; and asks Linear to do the same. Number, status, times and who worked on them stay.';

revoke all on function private.erase_tickets(uuid, uuid []) from public;
