-- requires: sql/commerce/transactions.sql
-- Two halves, so that both are found by an index: a trade that claims to have happened more than 5 minutes after it
-- came here counts when it came.
create or replace view private.timed_trades
with (security_invoker = on) as
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
  on_time.occurred_at as happened_at,
  on_time.venue
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
  ahead.received_at as happened_at,
  ahead.venue
from public.transactions as ahead
where ahead.occurred_at - ahead.received_at > interval '5 minutes';

comment on view private.timed_trades is 'Every transaction with the time at which it counts; see counted_trades.';

revoke all on private.timed_trades from public, anon, authenticated, service_role;
