-- requires: sql/content/agents.sql sql/identity/clients.sql
create table public.agent_client_state (
  client_id uuid not null constraint agent_client_state_client_id_fkey references public.clients (id),
  agent_key text not null constraint agent_client_state_agent_key_fkey references public.agents (key),
  is_enabled boolean,
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  constraint agent_client_state_pkey primary key (client_id, agent_key)
);

create index agent_client_state_agent_key_idx on public.agent_client_state (agent_key);

create trigger touch_row before update on public.agent_client_state
for each row execute function private.touch_row();

comment on table public.agent_client_state is
'Whether an agent runs for a client, in the domains that say nothing themselves.';
comment on column public.agent_client_state.is_enabled is 'null: as agents.is_on_by_default says.';
