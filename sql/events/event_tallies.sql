-- What is counted of months whose events are gone, for ever: by quarter hours, as every time zone's midnight is the
-- begin of one, and user by user, as distinct users cannot be added up.
-- requires: sql/platform/schemas.sql
create table private.event_tallies (
  domain_id uuid not null,
  begins_at timestamptz not null,
  name text not null,
  schema_version integer not null,
  source text not null,
  actor_kind text not null,
  actor_id text not null,
  events bigint not null,
  constraint event_tallies_pkey
  primary key (domain_id, begins_at, name, schema_version, source, actor_kind, actor_id)
);
alter table private.event_tallies enable row level security;

comment on table private.event_tallies is 'How many events a quarter hour had that were dropped from event_log, without tests.';
comment on column private.event_tallies.actor_id is 'The user; empty for whoever else, of whom nobody asks how many they were.';
revoke all on private.event_tallies from public, anon, authenticated, service_role;
