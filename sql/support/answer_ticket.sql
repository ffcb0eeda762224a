-- requires: sql/support/run_clock.sql sql/support/plan_alerts.sql
create or replace function private.answer_ticket(ticket public.tickets)
returns public.tickets
language plpgsql
volatile
security definer -- definer: nobody holds update on tickets
set search_path = ''
as $$
begin
  ticket.first_responded_at := now();
  ticket := private.run_clock(ticket);
  update public.tickets as t set
    first_responded_at = ticket.first_responded_at,
    response_due_at = ticket.response_due_at, resolution_due_at = ticket.resolution_due_at,
    is_response_late = ticket.is_response_late, is_resolution_late = ticket.is_resolution_late,
    sla_policy_id = ticket.sla_policy_id, sla_running_since = ticket.sla_running_since, sla_used = ticket.sla_used
  where t.domain_id = ticket.domain_id and t.id = ticket.id
  returning * into ticket;
  perform private.plan_alerts(ticket);
  return ticket;
end;
$$;

comment on function private.answer_ticket(public.tickets) is
'Notes the first answer of support: from now on the clock runs towards the end alone.';
revoke all on function private.answer_ticket(public.tickets) from public, anon, authenticated, service_role;
