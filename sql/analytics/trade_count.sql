-- requires: sql/platform/schemas.sql
create type private.trade_count as (
  place integer,
  key text,
  cell smallint,
  trades bigint,
  volume numeric,
  amount numeric,
  fee numeric,
  net numeric,
  waived numeric,
  unpriced bigint
);

comment on type private.trade_count is
'Trades of one cell between two marks of time: place counts these from 1; key is of private.trade_blocks.';
