-- requires: sql/platform/default_privileges.sql
-- A log without unique key: two writers who touch the same day never wait for each other, so they
-- cannot deadlock. The worker takes each day once, however often it is noted.
create table private.dirty_days (
  id bigint generated always as identity,
  domain_id uuid not null,
  day date not null,
  cause text not null,
  constraint dirty_days_pkey primary key (id)
);
alter table private.dirty_days enable row level security;

create index dirty_days_day_idx on private.dirty_days (domain_id, day);

comment on table private.dirty_days is
'Days (UTC) whose numbers are to be made anew, noted by whoever changed a fact, in the same transaction. See run_rollup_upkeep.';
comment on column private.dirty_days.cause is
'What changed: conversations, events, merge, people, resolution (24 hours passed), active_kinds and event_types (another definition of active), or first_fill, which is no revision of anything.';

revoke all on private.dirty_days from public, anon, authenticated, service_role;
