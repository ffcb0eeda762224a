-- requires: sql/content/agents.sql sql/identity/domains.sql
-- What people decide; what the agents say of themselves is in agent_heartbeats. Apart, so that a heartbeat
-- a minute neither fills the audit log nor makes what an editor has read stale.
create table public.agent_domain_state (
  domain_id uuid not null constraint agent_domain_state_domain_id_fkey references public.domains (id),
  agent_key text not null constraint agent_domain_state_agent_key_fkey references public.agents (key),
  is_enabled boolean,
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  constraint agent_domain_state_pkey primary key (domain_id, agent_key)
);

create index agent_domain_state_agent_key_idx on public.agent_domain_state (agent_key);

create trigger touch_row before update on public.agent_domain_state
for each row execute function private.touch_row();

comment on table public.agent_domain_state is
'Whether an agent runs in a domain. list_agents() tells what holds, and how the agent is.';
comment on column public.agent_domain_state.is_enabled is 'null: as the client''s, else the agent''s default says.';
