-- requires: sql/platform/new_id.sql
-- What a worker has to send now. Ids alone: the values are read again whenever the batch is handed out.
create table private.sync_batches (
  domain_id uuid not null,
  id uuid not null default private.new_id(),
  run_id uuid not null,
  object text not null,
  local_ids uuid [] not null,
  digests bytea[] not null,
  worker text not null,
  leased_until timestamptz not null,
  attempts integer not null default 1,
  constraint sync_batches_id_pkey primary key (id),
  constraint sync_batches_digests_check check (cardinality(local_ids) = cardinality(digests))
);
alter table private.sync_batches enable row level security;

create index sync_batches_leased_until_idx on private.sync_batches (leased_until);
create index sync_batches_run_id_idx on private.sync_batches (domain_id, run_id);

comment on table private.sync_batches is 'Batches that workers hold, or that wait to be sent again. Gone when they were reported.';
comment on column private.sync_batches.leased_until is 'Not reported by then, any worker may claim it.';
comment on column private.sync_batches.local_ids is 'Accounts or visitors; the n-th has the trace id <id of the batch>-<n>.';
revoke all on private.sync_batches from public, anon, authenticated, service_role;
