-- requires: sql/platform/schemas.sql
create type private.commission_term as (
  level integer,
  beneficiary_id uuid,
  rule_id uuid,
  rate_ppm integer,
  base text,
  reason text
);

comment on type private.commission_term is
'What one level earns by a trade of a user, and why nothing, if so. rate_ppm: with the bonus.';
