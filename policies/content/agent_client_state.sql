-- Written by set_client_agent() alone.
alter table public.agent_client_state enable row level security;
revoke all on public.agent_client_state from public, anon, authenticated, service_role;
grant select on public.agent_client_state to authenticated, service_role;

create policy select_manager on public.agent_client_state
for select to authenticated
using ((select private.holds('agents.manage')));

comment on policy select_manager on public.agent_client_state is
'Whoever manages agents everywhere: others learn from list_agents() what it comes to.';

select private.audit_table('public.agent_client_state');
