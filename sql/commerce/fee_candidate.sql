-- requires: sql/platform/schemas.sql
create type private.fee_candidate as (
  rule_id uuid,
  kind text,
  scope jsonb,
  specificity integer,
  cohort_priority integer,
  rate_ppm integer,
  min_minor numeric,
  max_minor numeric,
  limit_asset text,
  starts_at timestamptz,
  ends_at timestamptz,
  is_valid boolean
);

comment on type private.fee_candidate is 'A fee rule whose scopes fit an order, with the priority of its cohort.';
