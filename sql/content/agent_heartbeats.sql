-- requires: sql/content/agents.sql sql/identity/domains.sql
-- The last that was heard of an agent. No version and no audit: a heartbeat is no decision of anybody.
create table public.agent_heartbeats (
  domain_id uuid not null constraint agent_heartbeats_domain_id_fkey references public.domains (id),
  agent_key text not null constraint agent_heartbeats_agent_key_fkey references public.agents (key),
  status text not null,
  message text,
  last_heartbeat_at timestamptz not null,
  constraint agent_heartbeats_pkey primary key (domain_id, agent_key),
  constraint agent_heartbeats_status_check check (status in ('ok', 'degraded', 'error', 'off')),
  constraint agent_heartbeats_message_check check (length(message) <= 500)
);

create index agent_heartbeats_agent_key_idx on public.agent_heartbeats (agent_key);

comment on table public.agent_heartbeats is
'How each agent said it was, and when: the newest heartbeat of each domain. list_agents() tells how it is now.';
comment on column public.agent_heartbeats.status is 'ok, degraded, error or off.';
comment on column public.agent_heartbeats.message is 'What it said of its status, for people.';
comment on column public.agent_heartbeats.last_heartbeat_at is 'When it was last heard of, by its own clock.';
