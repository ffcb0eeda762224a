-- requires: sql/platform/schemas.sql
-- Named as in the filter.
create type private.deal_filter as (
  domain_ids uuid [],
  platform_user_id uuid,
  token_id uuid,
  "order" text,
  order_types text [],
  side text,
  provider text,
  status text [],
  "from" timestamptz,
  "to" timestamptz,
  venue text
);

comment on type private.deal_filter is
'What list_orders() and list_transactions() are asked for; null asks for nothing. order: the platform''s own id of one.';
