-- requires: sql/support/open_link.sql sql/support/tell_provider.sql
create or replace function private.update_issue(ticket public.tickets, changes jsonb)
returns void
language plpgsql
volatile
security definer -- definer: nobody holds insert on the outbox
set search_path = ''
as $$
declare
  link constant public.ticket_links := private.open_link(ticket.domain_id, ticket.id);
begin
  if changes <> '{}' and link.id is not null then
    perform private.tell_provider(
      link, 'update', format('%s:%s', link.id, ticket.version), jsonb_build_object('id', link.id, 'changes', changes)
    );
  end if;
end;
$$;

comment on function private.update_issue(public.tickets, jsonb) is
'Queues a change of the issue at the domain''s provider, where it has one there. changes: title, description, priority, state_type; empty: nothing is queued. One message for each version of the ticket.';
revoke all on function private.update_issue(public.tickets, jsonb) from public, anon, authenticated, service_role;
