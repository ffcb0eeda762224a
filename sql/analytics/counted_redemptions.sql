-- requires: sql/commerce/invite_redemptions.sql sql/analytics/counted_trades.sql
create or replace view private.counted_redemptions
with (security_invoker = on) as
select
  redeemed.domain_id,
  redeemed.invite_code_id,
  redeemed.platform_user_id,
  redeemed.redeemed_at,
  trader.referrer_id is not null as is_referred,
  coalesce(
    trader.referrer_id is not null
    and first_trade.at >= redeemed.redeemed_at and first_trade.at <= redeemed.redeemed_at + interval '30 days',
    false
  ) as is_converted
from public.invite_redemptions as redeemed
inner join public.platform_users as trader
  on redeemed.domain_id = trader.domain_id and redeemed.platform_user_id = trader.id
cross join lateral (
  select min(trade.happened_at) as at from private.counted_trades as trade
  where
    trade.domain_id = redeemed.domain_id and trade.platform_user_id = redeemed.platform_user_id
    and trade.status = 'confirmed'
) as first_trade;

comment on view private.counted_redemptions is
'The fact "redeemed a code", and whether the user, brought by somebody, traded for the first time within 30 days of it.';

revoke all on private.counted_redemptions from public, anon, authenticated, service_role;
