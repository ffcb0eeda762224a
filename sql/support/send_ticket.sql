-- requires: sql/support/ticket_links.sql sql/support/linear_description.sql sql/support/linear_priority.sql sql/notify/enqueue.sql
create or replace function private.send_ticket(ticket public.tickets)
returns uuid
language plpgsql
volatile
security definer -- definer: nobody holds insert on the outbox
set search_path = ''
as $$
declare
  issue_id uuid;
begin
  insert into public.ticket_links (domain_id, ticket_id) values (ticket.domain_id, ticket.id)
  returning id into issue_id;
  perform private.enqueue(
    'linear.issue.create', 'linear.issue.create:' || issue_id,
    jsonb_build_object(
      'id', issue_id, 'title', ticket.title, 'description', private.linear_description(ticket),
      'priority', private.linear_priority(ticket.priority),
      'ticket_id', ticket.id, 'link', '/support/tickets/' || ticket.id
    ),
    ticket.domain_id
  );
  return issue_id;
end;
$$;

comment on function private.send_ticket(public.tickets) is
'Queues the issue in Linear that stands for a new ticket, with the id that it will have there.';
revoke all on function private.send_ticket(public.tickets) from public, anon, authenticated, service_role;
