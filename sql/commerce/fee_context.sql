-- requires: sql/platform/schemas.sql
create type private.fee_context as (
  domain_id uuid,
  platform_user_id uuid,
  token_id uuid,
  provider text,
  order_type text,
  order_id uuid,
  at timestamptz
);

comment on type private.fee_context is
'What a fee depends on: whose order of what, and when it was placed. Null where it is not known; then no rule for it fits.';
