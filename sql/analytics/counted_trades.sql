-- requires: sql/analytics/timed_trades.sql sql/commerce/orders.sql sql/commerce/fee_charges.sql
create or replace view private.counted_trades
with (security_invoker = on) as
select
  trade.domain_id,
  trade.id,
  trade.happened_at,
  trade.platform_user_id,
  trade.token_id,
  coalesce(placed.provider, token.provider) as provider,
  trade.order_type,
  trade.side,
  trader.referrer_id,
  num_nonnulls(trader.referrer_id, parent.referrer_id, grandparent.referrer_id) as depth,
  trade.status,
  trade.amount_minor,
  trade.volume_usd_minor,
  charge.usd_minor as fee_usd_minor,
  charge.usd_minor - charge.commission_usd_minor as net_usd_minor,
  charge.platform_usd_minor - charge.usd_minor as waived_usd_minor,
  charge.id is not null and charge.usd_minor is null as is_unpriced,
  trade.venue
from private.timed_trades as trade
inner join public.platform_users as trader
  on trade.domain_id = trader.domain_id and trade.platform_user_id = trader.id
left join public.platform_users as parent
  on trader.domain_id = parent.domain_id and trader.referrer_id = parent.id
left join public.platform_users as grandparent
  on parent.domain_id = grandparent.domain_id and parent.referrer_id = grandparent.id
inner join public.tokens as token on trade.domain_id = token.domain_id and trade.token_id = token.id
left join public.orders as placed
  on trade.domain_id = placed.domain_id and trade.order_external_id = placed.external_id
left join public.fee_charges as charge
  on trade.domain_id = charge.domain_id and trade.id = charge.transaction_id;

comment on view private.counted_trades is
'The fact "traded": a transaction, when it counts, where it was traded (as its order names it, else as its token) how many brought its user, and what was charged for it. Metrics read it and no other.';

comment on column private.counted_trades.waived_usd_minor is 'What the platform''s own rate would have given beyond the fee.';
comment on column private.counted_trades.is_unpriced is 'Whether the worth of its fee in US dollars is not known.';

revoke all on private.counted_trades from public, anon, authenticated, service_role;
