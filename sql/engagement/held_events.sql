-- requires: sql/identity/domains.sql
-- Events overtake each other: what lacks a consent may have it on the way. After 7 days, when events need
-- to be a backfill, what still waits goes: see run_consent_upkeep.
create table private.held_events (
  domain_id uuid not null,
  id uuid not null,
  digest bytea not null,
  occurred_at timestamptz not null,
  event jsonb not null,
  held_at timestamptz not null default now(),
  constraint held_events_pkey primary key (domain_id, id),
  constraint held_events_domain_id_fkey foreign key (domain_id) references public.domains (id)
);
alter table private.held_events enable row level security;

create index held_events_digest_idx on private.held_events (domain_id, digest);
create index held_events_held_at_idx on private.held_events (held_at);

comment on table private.held_events is
'Events that wait for a consent, whole (event is a private.visitor_event), by digest of the visitor''s id; for 7 days at most.';

revoke all on private.held_events from public, anon, authenticated, service_role;
