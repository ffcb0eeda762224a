-- requires: sql/platform/schemas.sql
-- One entry of a batch after its checks, with the keys of what it names. A typed array is made once and read by
-- every step.
create type private.trade_entry as (
  domain_id uuid,
  kind text,
  told_at timestamptz,
  told_by uuid,
  user_ref text,
  chain text,
  address text,
  facts jsonb
);

comment on type private.trade_entry is 'An entry of ingest_trades() with its site resolved and its keys read.';
