-- requires: sql/platform/schemas.sql
create type private.fee_terms as (
  rule_id uuid,
  specificity integer,
  cohort_priority integer,
  promotion_id uuid,
  rate_ppm integer,
  discount_ppm integer,
  min_minor numeric,
  max_minor numeric,
  limit_asset text
);

comment on type private.fee_terms is
'On what terms an order is charged: the winning rule, the promotion that lowers it if any, and the discount. Rates are millionths.';
