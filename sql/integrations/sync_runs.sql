-- requires: sql/integrations/sync_configs.sql sql/identity/people.sql
-- The counters are checked in every state: a row that was looked at is in exactly one of them.
create table public.sync_runs (
  domain_id uuid not null,
  id uuid not null default private.new_id(),
  config_id uuid not null,
  kind text not null,
  state text not null default 'running',
  cursor_object text,
  cursor_after uuid,
  is_read boolean not null default false,
  scanned bigint not null default 0,
  unchanged bigint not null default 0,
  pending bigint not null default 0,
  created bigint not null default 0,
  updated bigint not null default 0,
  failed bigint not null default 0,
  skipped bigint not null default 0,
  batches bigint not null default 0,
  error text,
  started_by uuid constraint sync_runs_started_by_fkey references public.people (id),
  started_at timestamptz not null default now(),
  claimed_at timestamptz not null default now(),
  paused_at timestamptz,
  finished_at timestamptz,
  constraint sync_runs_pkey primary key (domain_id, id),
  constraint sync_runs_config_id_fkey
  foreign key (domain_id, config_id) references public.sync_configs (domain_id, id),
  constraint sync_runs_kind_check check (kind in ('changes', 'full', 'failed')),
  constraint sync_runs_state_check check (state in ('running', 'paused', 'done', 'failed', 'cancelled')),
  constraint sync_runs_counters_check check (
    scanned = unchanged + pending + created + updated + failed + skipped and pending >= 0
  ),
  constraint sync_runs_paused_at_check check ((state = 'paused') = (paused_at is not null)),
  constraint sync_runs_finished_at_check
  check ((state in ('running', 'paused')) = (finished_at is null) and (finished_at is null or pending = 0)),
  constraint sync_runs_error_check check (error is null or error ~ '^[A-Za-z][A-Za-z0-9_]{0,63}$')
);

create unique index sync_runs_active_key on public.sync_runs (domain_id, config_id)
where state in ('running', 'paused');
create index sync_runs_config_id_idx on public.sync_runs (domain_id, config_id, started_at desc);
create index sync_runs_started_at_idx on public.sync_runs (domain_id, started_at desc, id desc);
-- Of the runs of years, few failed, and those are looked for.
create index sync_runs_failed_idx on public.sync_runs (domain_id, started_at desc, id desc) where state = 'failed';
create index sync_runs_claimed_at_idx on public.sync_runs (claimed_at) where state = 'running';
create index sync_runs_finished_at_idx on public.sync_runs (finished_at);
create index sync_runs_started_by_idx on public.sync_runs (started_by);

comment on table public.sync_runs is 'Each time that a synchronisation was started, with how far it has come.';
comment on column public.sync_runs.config_id is 'The synchronisation.';
comment on column public.sync_runs.kind is
'changes: what differs from what was sent last; full: everything; failed: what was refused last.';
comment on column public.sync_runs.state is 'running, paused, done, failed or cancelled.';
comment on column public.sync_runs.cursor_object is 'The object that is read; null before the first.';
comment on column public.sync_runs.cursor_after is 'The row up to which it was read.';
comment on column public.sync_runs.is_read is 'Whether everything was read; then only open batches are left.';
comment on column public.sync_runs.scanned is 'Rows looked at; the sum of unchanged, pending, created, updated, failed and skipped.';
comment on column public.sync_runs.unchanged is 'Not sent: as they were sent last.';
comment on column public.sync_runs.pending is 'In batches that workers hold.';
comment on column public.sync_runs.created is 'New at the service.';
comment on column public.sync_runs.updated is 'Changed at the service.';
comment on column public.sync_runs.failed is 'Refused by the service; see sync_records.';
comment on column public.sync_runs.skipped is 'Gone meanwhile, or left open when the run was ended.';
comment on column public.sync_runs.batches is 'How many batches were made.';
comment on column public.sync_runs.error is 'Why it failed, as a code.';
comment on column public.sync_runs.started_by is 'Who started it; null: its schedule.';
comment on column public.sync_runs.claimed_at is 'When a worker last took a batch: of several runs, the one that has waited longest is next.';
comment on column public.sync_runs.paused_at is 'Since when it is paused.';
comment on column public.sync_runs.finished_at is 'When it ended.';
