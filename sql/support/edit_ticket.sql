-- requires: sql/support/run_clock.sql sql/support/plan_alerts.sql sql/support/update_issue.sql sql/support/log_ticket.sql sql/support/tell_ticket.sql sql/identity/people_who_may.sql sql/support/linear_priority.sql sql/support/linear_description.sql
create or replace function private.edit_ticket(was public.tickets, ticket public.tickets, actor text)
returns integer
language plpgsql
volatile
security definer -- definer: nobody holds update on tickets
set search_path = ''
as $$
begin
  if (was.title, was.description, was.priority) = (ticket.title, ticket.description, ticket.priority) then
    return was.version;
  end if;
  if was.priority <> ticket.priority then
    ticket := private.run_clock(ticket);
  end if;
  update public.tickets as t set
    title = ticket.title, description = ticket.description, priority = ticket.priority,
    response_due_at = ticket.response_due_at, resolution_due_at = ticket.resolution_due_at,
    is_response_late = ticket.is_response_late, is_resolution_late = ticket.is_resolution_late,
    sla_policy_id = ticket.sla_policy_id, sla_running_since = ticket.sla_running_since, sla_used = ticket.sla_used
  where t.domain_id = ticket.domain_id and t.id = ticket.id
  returning * into ticket;
  if (was.title, was.description) <> (ticket.title, ticket.description) then
    perform private.log_ticket(ticket, 'edited', actor);
  end if;
  if was.priority <> ticket.priority then
    perform private.plan_alerts(ticket);
    perform private.log_ticket(ticket, 'priority', actor, was.priority, ticket.priority);
    if ticket.priority = 'urgent' then
      perform private.tell_ticket('ticket.escalated', ticket, private.people_who_may('support.edit', ticket.domain_id));
    end if;
  end if;
  perform private.update_issue(
    ticket,
    case when was.title <> ticket.title then jsonb_build_object('title', ticket.title) else '{}' end
    || case when was.description <> ticket.description
      then jsonb_build_object('description', private.linear_description(ticket)) else '{}' end
    || case when was.priority <> ticket.priority
      then jsonb_build_object('priority', private.linear_priority(ticket.priority)) else '{}' end
  );
  return ticket.version;
end;
$$;

comment on function private.edit_ticket(public.tickets, public.tickets, text) is
'Stores the texts and the priority of a ticket as they are in the second argument, with what follows; returns its version.';
revoke all on function private.edit_ticket(public.tickets, public.tickets, text)
from public, anon, authenticated, service_role;
