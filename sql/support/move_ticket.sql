-- requires: sql/support/run_clock.sql sql/support/plan_alerts.sql sql/support/ticket_transitions.sql sql/support/update_issue.sql sql/support/log_ticket.sql sql/support/tell_ticket.sql sql/support/ticket_people.sql
create or replace function private.move_ticket(
  ticket public.tickets,
  to_status text,
  actor text,
  close_reason text default null
)
returns public.tickets
language plpgsql
volatile
security definer -- definer: nobody holds update on tickets
set search_path = ''
as $$
declare
  was constant text := ticket.status;
  is_reopened constant boolean := was in ('resolved', 'closed') and to_status not in ('resolved', 'closed');
  state_type text;
begin
  ticket.status := to_status;
  ticket := private.run_clock(ticket);
  update public.tickets as t set
    status = move_ticket.to_status,
    close_reason = case when move_ticket.to_status = 'closed' then move_ticket.close_reason end,
    resolved_at = case
      when move_ticket.to_status = 'resolved' then now()
      when move_ticket.to_status = 'closed' then t.resolved_at
    end,
    closed_at = case when move_ticket.to_status = 'closed' then now() end,
    reopened = t.reopened + is_reopened::integer,
    first_responded_at = case
      when to_status in ('resolved', 'closed') then coalesce(t.first_responded_at, now()) else t.first_responded_at
    end,
    response_due_at = ticket.response_due_at, resolution_due_at = ticket.resolution_due_at,
    is_response_late = ticket.is_response_late, is_resolution_late = ticket.is_resolution_late,
    sla_policy_id = ticket.sla_policy_id, sla_running_since = ticket.sla_running_since, sla_used = ticket.sla_used
  where t.domain_id = ticket.domain_id and t.id = ticket.id
  returning * into ticket;
  perform private.plan_alerts(ticket);
  perform private.log_ticket(ticket, 'status', actor, was, to_status);
  select s.linear_state_type into state_type from public.ticket_statuses as s where s.key = to_status;
  -- Who confirms what is done does not cancel it, and what Linear said is not said back to it.
  if actor <> 'linear' and state_type is not null and not (was = 'resolved' and to_status = 'closed') then
    perform private.update_issue(ticket, jsonb_build_object('state_type', state_type));
  end if;
  perform private.tell_ticket(
    case when is_reopened then 'ticket.reopened' when to_status = 'resolved' then 'ticket.resolved'
      else 'ticket.status_changed' end,
    ticket, private.ticket_people(ticket)
  );
  return ticket;
end;
$$;

comment on function private.move_ticket(public.tickets, text, text, text) is
'Gives a ticket another status, with what follows: timeline, notifications, the issue in Linear. Whether it may is the caller''s to ask.';
revoke all on function private.move_ticket(public.tickets, text, text, text)
from public, anon, authenticated, service_role;
