-- requires: sql/identity/domains.sql sql/identity/current_person_id.sql sql/platform/new_id.sql
-- A cycle is made and deleted, and never changed: what was told of it yesterday is told of the same time today. It keeps
-- instants, half-open, so that of two cycles that follow one another a trade at midnight belongs to the second alone.
create table public.cycles (
  domain_id uuid not null,
  id uuid not null default private.new_id(),
  kind text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  time_zone text not null,
  created_at timestamptz not null default now(),
  created_by uuid default private.current_person_id(),
  constraint cycles_pkey primary key (domain_id, id),
  constraint cycles_domain_id_fkey foreign key (domain_id) references public.domains (id),
  constraint cycles_kind_check check (kind in ('day', 'week', 'month', 'custom')),
  constraint cycles_ends_at_check check (ends_at > starts_at),
  constraint cycles_time_zone_check check (time_zone ~ '^[A-Za-z0-9_+/-]{1,64}$'),
  constraint cycles_starts_at_key unique (domain_id, starts_at, ends_at, kind, time_zone)
);

create index cycles_starts_at_idx on public.cycles (domain_id, starts_at desc, id desc);

comment on table public.cycles is 'Times that the trades of a platform are counted by, so that all count the same ones.';
comment on column public.cycles.kind is 'day, week (from Monday) or month: a whole one on the wall of time_zone; custom: any time.';
comment on column public.cycles.starts_at is 'When it begins.';
comment on column public.cycles.ends_at is 'When it is over; this instant belongs to the next one.';
