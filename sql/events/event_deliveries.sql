-- requires: sql/platform/new_id.sql
-- A row a request and not an event: for how long something took, the events of a request are alike.
create table private.event_deliveries (
  domain_id uuid not null,
  id uuid not null default private.new_id(),
  events integer not null,
  received_at timestamptz not null,
  accepted_at timestamptz not null default now(),
  constraint event_deliveries_pkey primary key (domain_id, id)
);
alter table private.event_deliveries enable row level security;

create index event_deliveries_accepted_at_idx on private.event_deliveries (domain_id, accepted_at);

comment on table private.event_deliveries is
'Requests with events that Amplitude accepted, for sync_lag(). Kept for 30 days.';
revoke all on private.event_deliveries from public, anon, authenticated, service_role;
