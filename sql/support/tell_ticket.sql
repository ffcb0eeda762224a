-- requires: sql/support/tickets.sql sql/notify/notify.sql
create or replace function private.tell_ticket(
  event text,
  ticket public.tickets,
  recipient_ids uuid [],
  body text default '',
  dedupe_key text default null
)
returns void
language plpgsql
volatile
security definer -- definer: nobody holds insert on notifications
set search_path = ''
as $$
begin
  perform private.notify(
    event,
    -- Nobody needs to be told what he did himself.
    array_remove(recipient_ids, private.current_person_id()),
    null, left(body, 500), '/support/tickets/' || ticket.id,
    jsonb_build_object('ticket_id', ticket.id, 'number', ticket.number, 'title', ticket.title),
    dedupe_key, ticket.domain_id
  );
end;
$$;

comment on function private.tell_ticket(text, public.tickets, uuid [], text, text) is
'Notifies people of something that happened to a ticket, whoever did it left out. The body must hold nothing that they may not read.';
revoke all on function private.tell_ticket(text, public.tickets, uuid [], text, text)
from public, anon, authenticated, service_role;
