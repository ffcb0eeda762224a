-- requires: sql/platform/schemas.sql
-- Named as in the filter.
create type private.commission_filter as (
  domain_ids uuid [],
  platform_user_id uuid,
  asset text,
  kind text [],
  programme_id uuid,
  "from" timestamptz,
  "to" timestamptz,
  cohort_id uuid,
  payout_id uuid,
  state text [],
  status text []
);

comment on type private.commission_filter is
'What the lists of commissions are asked for; null asks for nothing. platform_user_id: who earns.';
