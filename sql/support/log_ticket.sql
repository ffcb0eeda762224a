-- requires: sql/support/ticket_events.sql
create or replace function private.log_ticket(
  ticket public.tickets,
  kind text,
  actor text,
  from_value text default null,
  to_value text default null
)
returns void
language plpgsql
volatile
security definer -- definer: nobody holds insert on ticket_events
set search_path = ''
as $$
begin
  insert into public.ticket_events (domain_id, ticket_id, kind, actor, actor_id, from_value, to_value)
  values (
    ticket.domain_id, ticket.id, log_ticket.kind, log_ticket.actor, private.current_person_id(),
    log_ticket.from_value, log_ticket.to_value
  );
end;
$$;

comment on function private.log_ticket(public.tickets, text, text, text, text) is 'Adds an entry to a ticket''s timeline.';
revoke all on function private.log_ticket(public.tickets, text, text, text, text)
from public, anon, authenticated, service_role;
