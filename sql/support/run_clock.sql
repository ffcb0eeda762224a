-- requires: sql/support/tickets.sql sql/support/sla_policy_of.sql sql/support/working_seconds.sql sql/support/working_deadline.sql
-- One clock a ticket, read against two targets. What is due stands in the row, so that it is overdue
-- without anybody writing anything.
create or replace function private.run_clock(ticket public.tickets)
returns public.tickets
language plpgsql
stable
security definer -- definer: reads policies past RLS
set search_path = ''
as $$
declare
  policy private.sla_policies;
  target jsonb;
begin
  ticket.sla_used := coalesce(ticket.sla_used, 0);
  ticket.is_response_late := coalesce(ticket.is_response_late, false) or coalesce(now() > ticket.response_due_at, false);
  ticket.is_resolution_late := coalesce(ticket.is_resolution_late, false) or coalesce(now() > ticket.resolution_due_at, false);
  if ticket.sla_running_since is not null then
    select p.* into policy from private.sla_policies as p where p.id = ticket.sla_policy_id;
    ticket.sla_used := ticket.sla_used + private.working_seconds(policy, ticket.sla_running_since, now());
  end if;
  ticket.sla_running_since := null;
  ticket.response_due_at := null;
  ticket.resolution_due_at := null;
  policy := private.sla_policy_of(ticket.domain_id);
  if policy.id is null or ticket.status not in (
    select s.key from public.ticket_statuses as s where s.sla_clock = 'runs'
  ) then
    return ticket;
  end if;
  ticket.sla_policy_id := policy.id;
  ticket.sla_running_since := now();
  target := policy.targets -> ticket.priority;
  if ticket.first_responded_at is null then
    ticket.response_due_at := private.working_deadline(
      policy, now(), (target ->> 'response')::numeric * 60 - ticket.sla_used
    );
  end if;
  ticket.resolution_due_at := private.working_deadline(
    policy, now(), (target ->> 'resolution')::numeric * 60 - ticket.sla_used
  );
  return ticket;
end;
$$;

comment on function private.run_clock(public.tickets) is
'The ticket with its clock as its status and priority now want it: stopped, paused, or running towards what is due. Stores nothing.';
revoke all on function private.run_clock(public.tickets) from public, anon, authenticated, service_role;
