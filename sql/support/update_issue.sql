-- requires: sql/support/ticket_links.sql sql/notify/enqueue.sql
create or replace function private.update_issue(ticket public.tickets, changes jsonb)
returns void
language plpgsql
volatile
security definer -- definer: nobody holds insert on the outbox
set search_path = ''
as $$
declare
  issue_id uuid;
begin
  if changes = '{}' then
    return;
  end if;
  select l.id into issue_id from public.ticket_links as l
  where l.domain_id = ticket.domain_id and l.ticket_id = ticket.id and l.provider = 'linear';
  if found then
    perform private.enqueue(
      'linear.issue.update', format('linear.issue.update:%s:%s', issue_id, ticket.version),
      jsonb_build_object('id', issue_id, 'changes', changes), ticket.domain_id
    );
  end if;
end;
$$;

comment on function private.update_issue(public.tickets, jsonb) is
'Queues a change of the issue in Linear. changes: title, description, priority, state_type; empty: nothing is queued. One message for each version of the ticket.';
revoke all on function private.update_issue(public.tickets, jsonb) from public, anon, authenticated, service_role;
