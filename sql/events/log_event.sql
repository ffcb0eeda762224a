-- requires: sql/platform/schemas.sql
-- One event of a batch after its checks, good or bad. A typed array is made once and read by every step.
create type private.log_event as (
  place bigint,
  domain_id uuid,
  id uuid,
  name text,
  schema_version integer,
  actor_kind text,
  actor_id text,
  object text,
  properties jsonb,
  occurred_at timestamptz,
  received_at timestamptz,
  source text,
  trace_id text,
  is_test boolean,
  has_clock_skew boolean,
  pii jsonb,
  fault text,
  raw jsonb
);

comment on type private.log_event is
'An event of ingest_events() with its site resolved and its time corrected; fault says why it is not taken, and null that it is.';
