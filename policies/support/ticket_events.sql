-- Written with what they tell of, which is audited.
alter table public.ticket_events enable row level security;

revoke all on public.ticket_events from public, anon, authenticated, service_role;
grant select on public.ticket_events to authenticated, service_role;

create policy select_member on public.ticket_events
for select to authenticated
using (domain_id = any((select private.domains_with('tickets.view'))::uuid []));

comment on policy select_member on public.ticket_events is
'Timelines of the domains where the person may view tickets.';
