-- requires: sql/commerce/transactions.sql sql/commerce/orders.sql
-- Two halves, so that both are found by an index: a trade that claims to have happened more than 5 minutes after it
-- came here counts when it came.
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
  trader.referrer_id is not null as is_referred,
  trade.status,
  trade.amount_minor,
  trade.volume_usd_minor
from (
  select
    on_time.domain_id,
    on_time.id,
    on_time.platform_user_id,
    on_time.token_id,
    on_time.order_external_id,
    on_time.order_type,
    on_time.side,
    on_time.status,
    on_time.amount_minor,
    on_time.volume_usd_minor,
    on_time.occurred_at as happened_at
  from public.transactions as on_time
  where on_time.occurred_at - on_time.received_at <= interval '5 minutes'
  union all
  select
    ahead.domain_id,
    ahead.id,
    ahead.platform_user_id,
    ahead.token_id,
    ahead.order_external_id,
    ahead.order_type,
    ahead.side,
    ahead.status,
    ahead.amount_minor,
    ahead.volume_usd_minor,
    ahead.received_at as happened_at
  from public.transactions as ahead
  where ahead.occurred_at - ahead.received_at > interval '5 minutes'
) as trade
inner join public.platform_users as trader
  on trade.domain_id = trader.domain_id and trade.platform_user_id = trader.id
inner join public.tokens as token on trade.domain_id = token.domain_id and trade.token_id = token.id
left join public.orders as placed
  on trade.domain_id = placed.domain_id and trade.order_external_id = placed.external_id;

comment on view private.counted_trades is
'The fact "traded": a transaction, when it counts, where it was traded (as its order names it, else as its token) and whether somebody brought its user. Metrics read it and no other.';

revoke all on private.counted_trades from public, anon, authenticated, service_role;
