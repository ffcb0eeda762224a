-- requires: sql/content/agents.sql sql/identity/domains.sql sql/audit/append_only.sql
create table public.agent_events (
  domain_id uuid not null constraint agent_events_domain_id_fkey references public.domains (id),
  id uuid not null default private.new_id(),
  agent_key text not null constraint agent_events_agent_key_fkey references public.agents (key),
  kind text not null,
  before text,
  after text not null,
  message text,
  person_id uuid,
  at timestamptz not null default now(),
  constraint agent_events_pkey primary key (domain_id, id),
  constraint agent_events_kind_check check (kind in ('switched', 'status')),
  constraint agent_events_after_check check (
    after = any(case kind when 'switched' then '{on,off,inherit}' else '{ok,degraded,error,off}' end::text [])
  )
);

create index agent_events_at_idx on public.agent_events (domain_id, at desc, id desc);
create index agent_events_agent_key_idx on public.agent_events (agent_key);

create trigger refuse_change before update or delete on public.agent_events
for each row execute function private.refuse_change();
create trigger refuse_truncate before truncate on public.agent_events
for each statement execute function private.refuse_change();

comment on table public.agent_events is
'What happened to an agent in a domain, append-only: somebody switched it, or it said that its status changed.';
comment on column public.agent_events.kind is 'switched: on, off or inherit. status: ok, degraded, error or off.';
comment on column public.agent_events.message is 'The reason that the person gave, or what the agent said.';
comment on column public.agent_events.person_id is 'Who switched it; null for a status.';
comment on column public.agent_events.at is 'When it happened: for a status the time of the heartbeat.';
comment on column public.agent_events.before is 'What it was; null: it was not heard of before.';
comment on column public.agent_events.after is 'What it became.';
