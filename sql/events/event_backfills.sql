-- requires: sql/identity/domains.sql sql/identity/people.sql sql/platform/new_id.sql
-- Amplitude drops what it had in the last 7 days and counts twice what is older, so no time is filled in twice.
create table public.event_backfills (
  domain_id uuid not null constraint event_backfills_domain_id_fkey references public.domains (id),
  id uuid not null default private.new_id(),
  begins_at timestamptz not null,
  ends_at timestamptz not null,
  queued bigint not null default 0,
  accepted bigint not null default 0,
  reached_at timestamptz,
  reached_id uuid,
  requested_by uuid not null constraint event_backfills_requested_by_fkey references public.people (id),
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  constraint event_backfills_pkey primary key (domain_id, id),
  constraint event_backfills_begins_at_excl
  exclude using gist (domain_id with =, tstzrange(begins_at, ends_at) with &&),
  constraint event_backfills_ends_at_check check (begins_at < ends_at),
  constraint event_backfills_reached_id_check check ((reached_at is null) = (reached_id is null))
);

create index event_backfills_requested_by_idx on public.event_backfills (requested_by);

comment on table public.event_backfills is
'Times of which the events that were told before the copy to Amplitude began are copied afterwards, and how far that is.';
comment on column public.event_backfills.begins_at is 'From this time on events happened that are copied.';
comment on column public.event_backfills.ends_at is 'Up to this time, exclusive.';
comment on column public.event_backfills.queued is 'Events that were handed to messages so far.';
comment on column public.event_backfills.accepted is 'Those that Amplitude has accepted; what it refused is in event_refusals.';
comment on column public.event_backfills.reached_at is 'When the last event happened that was handed to a message.';
comment on column public.event_backfills.reached_id is 'Which it was.';
comment on column public.event_backfills.requested_by is 'Who asked for it.';
comment on column public.event_backfills.finished_at is 'When nothing was left to send.';
