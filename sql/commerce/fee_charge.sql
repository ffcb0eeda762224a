-- requires: sql/platform/schemas.sql
create type private.fee_charge as (
  gross_minor numeric,
  discount_minor numeric,
  fee_minor numeric,
  commissions_minor numeric [],
  platform_net_minor numeric,
  limited_by text
);

comment on type private.fee_charge is
'A fee in minor units: what it were without the discount, the discount, what is charged, and how that is split. limited_by: minimum, maximum, order_value or null.';
