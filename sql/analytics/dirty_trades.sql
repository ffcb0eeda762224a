-- requires: sql/platform/default_privileges.sql
-- A log without unique key, as dirty_days, and read by whoever asks, as dirty_topics: no number waits for the worker.
create table private.dirty_trades (
  id bigint generated always as identity,
  domain_id uuid not null,
  hour integer not null,
  cause text not null,
  constraint dirty_trades_pkey primary key (id)
);
alter table private.dirty_trades enable row level security;

create index dirty_trades_hour_idx on private.dirty_trades (domain_id, hour);

comment on table private.dirty_trades is
'Hours (UTC) whose numbers of trades are to be made anew, noted by whoever changed a fact, in the same transaction.';
comment on column private.dirty_trades.hour is 'Since 2000-01-01 (UTC).';
comment on column private.dirty_trades.cause is
'What changed: trades, charges (their fees), deals (what is known of their order, token or user), or first_fill, which is no revision of anything.';

revoke all on private.dirty_trades from public, anon, authenticated, service_role;
