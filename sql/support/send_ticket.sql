-- requires: sql/support/ticket_links.sql sql/support/linear_description.sql sql/support/linear_priority.sql sql/support/tell_provider.sql
-- requires: sql/support/ticket_provider.sql
create or replace function private.send_ticket(ticket public.tickets)
returns uuid
language plpgsql
volatile
security definer -- definer: nobody holds insert on the outbox
set search_path = ''
as $$
declare
  chosen constant public.ticket_providers := private.ticket_provider(ticket.domain_id);
  link public.ticket_links;
begin
  if chosen.provider = 'none' then
    return null;
  end if;
  insert into public.ticket_links (domain_id, ticket_id, provider, endpoint_id)
  values (ticket.domain_id, ticket.id, chosen.provider, chosen.endpoint_id)
  returning * into link;
  perform private.tell_provider(
    link, 'create', link.id::text,
    jsonb_build_object(
      'id', link.id, 'title', ticket.title, 'description', private.linear_description(ticket),
      'priority', private.linear_priority(ticket.priority),
      'ticket_id', ticket.id, 'link', '/support/tickets/' || ticket.id
    )
  );
  return link.id;
end;
$$;

comment on function private.send_ticket(public.tickets) is
'Queues the issue that stands for a new ticket at the domain''s provider, with the id that it will have there; null where there is none.';
revoke all on function private.send_ticket(public.tickets) from public, anon, authenticated, service_role;
