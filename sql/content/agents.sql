-- requires: sql/platform/touch_row.sql
create table public.agents (
  key text not null,
  name text not null,
  description text not null,
  is_on_by_default boolean not null default false,
  silent_after interval not null default '10 minutes',
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  constraint agents_pkey primary key (key),
  constraint agents_key_check check (key ~ '^[a-z0-9_-]{1,50}$'),
  constraint agents_name_check check (btrim(name) <> ''),
  constraint agents_silent_after_check check (silent_after between '1 minute' and '30 days')
);

create trigger touch_row before update on public.agents
for each row execute function private.touch_row();

comment on table public.agents is 'The agents that there are: what works for a client on a site.';
comment on column public.agents.name is 'Its name, for people.';
comment on column public.agents.key is 'As in conversations.agent_key.';
comment on column public.agents.is_on_by_default is 'Whether it runs where neither the domain nor its client has said.';
comment on column public.agents.silent_after is
'An agent that was not heard of for longer counts as degraded, from that moment, without any write.';
