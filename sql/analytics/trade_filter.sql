-- requires: sql/platform/schemas.sql
create type private.trade_filter as (
  "from" timestamptz,
  "to" timestamptz,
  domain_ids uuid [],
  order_types text [],
  side text,
  token_id uuid,
  provider text,
  cohort_id uuid,
  is_referred boolean,
  venue text,
  cycle_id uuid
);

comment on type private.trade_filter is
'The filter of the numbers of trades. Times are half-open: from <= time < to.';
