-- requires: sql/platform/new_id.sql sql/platform/touch_row.sql sql/identity/current_person_id.sql
create table public.clients (
  id uuid not null default private.new_id() constraint clients_pkey primary key,
  name text not null,
  status text not null default 'active',
  plan text not null default 'standard',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid default private.current_person_id(),
  archived_at timestamptz,
  version integer not null default 1,
  constraint clients_name_check check (name = btrim(name) and length(name) between 1 and 200),
  constraint clients_status_check check (status in ('trial', 'active', 'suspended')),
  constraint clients_plan_check check (plan ~ '^[a-z][a-z0-9_]{0,62}$')
);

create unique index clients_name_key on public.clients (lower(name)) where archived_at is null;

create trigger touch_row before update on public.clients
for each row execute function private.touch_row();

comment on table public.clients is 'Organizations. A client owns domains; it is archived, not deleted.';
comment on column public.clients.archived_at is
'Set: closed. Its domains are archived with it, and nobody reads their rows until it is restored.';
comment on column public.clients.plan is 'What they pay for.';
