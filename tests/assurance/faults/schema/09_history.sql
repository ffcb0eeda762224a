-- What happened: the audit log for owners, the activity for everybody in the team, and the mails
-- to send, which nobody reads. Only triggers write.
create table public.audit_log (
  id bigint generated always as identity primary key,
  team_id bigint not null references public.teams (id) on delete cascade,
  actor_id uuid,
  action text not null check (action in ('insert', 'update', 'delete')),
  table_name text not null,
  details jsonb not null default '{}',
  happened_at timestamptz not null default now()
);
create index audit_log_team_id_idx on public.audit_log (team_id, happened_at);

alter table public.audit_log enable row level security;
grant select on public.audit_log to authenticated;

create policy select_owner on public.audit_log for select to authenticated
using (team_id in (select private.my_teams('owner')));

create table public.activity (
  id bigint generated always as identity,
  team_id bigint not null references public.teams (id) on delete cascade,
  task_id bigint not null,
  what text not null,
  happened_at timestamptz not null default now(),
  primary key (id, happened_at)
) partition by range (happened_at);
create index activity_team_id_idx on public.activity (team_id, happened_at);

create table private.activity_old partition of public.activity
for values from (minvalue) to ('2026-01-01');
create table private.activity_new partition of public.activity
for values from ('2026-01-01') to (maxvalue);
alter table private.activity_old enable row level security;
alter table private.activity_new enable row level security;

alter table public.activity enable row level security;
grant select on public.activity to authenticated;

create policy select_member on public.activity for select to authenticated
using (team_id in (select private.my_teams()));

create table private.outbox (
  id bigint generated always as identity primary key,
  topic text not null,
  payload jsonb not null,
  created_at timestamptz not null default now()
);
alter table private.outbox enable row level security;
