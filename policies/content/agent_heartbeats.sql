-- Written by ingest_agent_heartbeats() alone. Not audited: changes of status are in agent_events.
alter table public.agent_heartbeats enable row level security;
revoke all on public.agent_heartbeats from public, anon, authenticated, service_role;
grant select on public.agent_heartbeats to authenticated, service_role;

create policy select_member on public.agent_heartbeats
for select to authenticated
using (domain_id = any((select private.domains_with('agents.view'))::uuid []));

comment on policy select_member on public.agent_heartbeats is
'Agents of the domains where the person may view agents.';
