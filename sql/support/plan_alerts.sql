-- requires: sql/support/ticket_alerts.sql sql/support/working_deadline.sql
create or replace function private.plan_alerts(ticket public.tickets)
returns void
language plpgsql
volatile
security definer -- definer: nobody holds a write on ticket_alerts
set search_path = ''
as $$
declare
  policy private.sla_policies;
  target jsonb;
begin
  delete from private.ticket_alerts as a
  where a.domain_id = ticket.domain_id and a.ticket_id = ticket.id and a.told_at is null;
  select p.* into policy from private.sla_policies as p where p.id = ticket.sla_policy_id;
  target := policy.targets -> ticket.priority;
  insert into private.ticket_alerts (domain_id, ticket_id, alert, due_at)
  select ticket.domain_id, ticket.id, planned.alert, planned.due_at
  from (
    values
    ('response', ticket.response_due_at),
    ('resolution', ticket.resolution_due_at),
    -- With a fifth of the time left.
    ('response_soon', case when ticket.response_due_at is not null then private.working_deadline(
      policy, ticket.sla_running_since, (target ->> 'response')::numeric * 48 - ticket.sla_used) end),
    ('resolution_soon', case when ticket.resolution_due_at is not null then private.working_deadline(
      policy, ticket.sla_running_since, (target ->> 'resolution')::numeric * 48 - ticket.sla_used) end)
  ) as planned (alert, due_at)
  where planned.due_at is not null
  on conflict on constraint ticket_alerts_pkey do nothing;
end;
$$;

comment on function private.plan_alerts(public.tickets) is
'Plans whom to tell when, as the clock of the ticket runs now; what was told is not told again.';
revoke all on function private.plan_alerts(public.tickets) from public, anon, authenticated, service_role;
