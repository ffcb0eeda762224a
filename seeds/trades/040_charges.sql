-- What ingest_trades() would have written of each confirmed trade: the platform's own rate, and of users who were
-- brought a third for whoever brought them.
alter table public.fee_charges disable trigger user;
insert into public.fee_charges (
  domain_id, id, transaction_id, platform_user_id, token_id, order_type, occurred_at, rule_id, rate_ppm, discount_ppm,
  platform_rate_ppm, asset, gross_minor, discount_minor, fee_minor, commission_minor, platform_net_minor,
  volume_usd_minor, usd_minor, due_usd_minor, commission_usd_minor, platform_usd_minor, explain
)
select
  trade.domain_id, trade.id, trade.id, trade.platform_user_id, trade.token_id, trade.order_type, trade.occurred_at,
  rule.id, rule.rate_ppm, 0, rule.rate_ppm, trade.fee_asset, trade.fee_minor, 0, trade.fee_minor,
  parts.commission * 100, trade.fee_minor - parts.commission * 100, trade.volume_usd_minor, parts.fee, parts.fee,
  parts.commission, parts.fee, explained.quote
from public.transactions as trade
inner join trade_sizes on trade.domain_id = trade_sizes.domain_id
inner join public.fee_rules as rule on trade.domain_id = rule.domain_id
inner join public.platform_users as trader
  on trade.domain_id = trader.domain_id and trade.platform_user_id = trader.id
cross join lateral (select private.round_half_even(trade.volume_usd_minor * 0.01) as fee) as whole
cross join lateral (
  select
    whole.fee,
    case when trader.referrer_id is null then 0 else trunc(whole.fee / 3) end as commission
) as parts
cross join lateral (
  select jsonb_build_object(
    'quoted', 'trade',
    'terms', jsonb_build_object(
      'rule_id', rule.id, 'rate_ppm', rule.rate_ppm, 'discount_ppm', 0,
      'candidates', jsonb_build_array(jsonb_build_object(
        'rule_id', rule.id, 'kind', 'rule', 'scope', '{}'::jsonb, 'specificity', 0, 'rate_ppm', rule.rate_ppm,
        'verdict', 'won'
      ))
    )
  ) as quote
) as explained
where trade.status = 'confirmed';
alter table public.fee_charges enable trigger user;
