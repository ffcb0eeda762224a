-- Written by toggle_agent() and by heartbeats alone.
alter table public.agent_events enable row level security;
revoke all on public.agent_events from public, anon, authenticated, service_role;
grant select on public.agent_events to authenticated, service_role;

create policy select_member on public.agent_events
for select to authenticated
using (domain_id = any((select private.domains_with('agents.view'))::uuid []));

comment on policy select_member on public.agent_events is
'Agents of the domains where the person may view agents.';

select private.audit_table('public.agent_events');
