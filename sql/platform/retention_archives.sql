-- A month of a history on its way out: due, until all its parts are written and confirmed; written; dropped. Events that
-- come for a month that is gone make another archive of it.
-- requires: sql/platform/retention_policies.sql sql/platform/new_id.sql sql/platform/touch_row.sql
create table public.retention_archives (
  id uuid not null default private.new_id(),
  history text not null,
  from_at timestamptz not null,
  to_at timestamptz not null,
  state text not null default 'due',
  parts integer not null default 0,
  row_count bigint not null default 0,
  fault text,
  claimed_by text,
  claimed_until timestamptz,
  written_at timestamptz,
  dropped_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  constraint retention_archives_pkey primary key (id),
  constraint retention_archives_history_fkey foreign key (history) references public.retention_policies (history),
  constraint retention_archives_state_check check (state in ('due', 'written', 'dropped')),
  constraint retention_archives_written_at_check check ((state <> 'due') = (written_at is not null)),
  constraint retention_archives_dropped_at_check check ((state = 'dropped') = (dropped_at is not null))
);

create index retention_archives_from_at_idx on public.retention_archives (history, from_at desc);
create unique index retention_archives_history_from_at_key on public.retention_archives (history, from_at)
where state <> 'dropped';

create trigger touch_row before update on public.retention_archives
for each row execute function private.touch_row();

comment on table public.retention_archives is 'Months of history that are written to files, and dropped here.';
comment on column public.retention_archives.history is 'The table that it is of.';
comment on column public.retention_archives.from_at is 'Begin of the month, in UTC.';
comment on column public.retention_archives.to_at is 'End of the month, not in it.';
comment on column public.retention_archives.state is 'due, written (all parts are confirmed), or dropped.';
comment on column public.retention_archives.parts is 'How many parts are confirmed.';
comment on column public.retention_archives.row_count is 'How many rows these have.';
comment on column public.retention_archives.fault is 'Why it had to be written anew.';
comment on column public.retention_archives.claimed_by is 'The worker who writes it.';
comment on column public.retention_archives.claimed_until is 'Until when nobody else does.';
comment on column public.retention_archives.written_at is 'When the last part was confirmed.';
comment on column public.retention_archives.dropped_at is 'When the rows went.';
