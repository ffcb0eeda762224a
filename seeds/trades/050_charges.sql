-- What ingest_trades() would have written of each confirmed trade: the platform's own rate, and what of it goes to
-- whoever stands above the user.
insert into public.fee_charges (
  domain_id, id, transaction_id, platform_user_id, token_id, order_type, occurred_at, rule_id, rate_ppm, discount_ppm,
  platform_rate_ppm, asset, gross_minor, discount_minor, fee_minor, commission_minor, platform_net_minor,
  volume_usd_minor, usd_minor, due_usd_minor, commission_usd_minor, platform_usd_minor, explain, created_at
)
select
  trade.domain_id, trade.id, trade.id, trade.platform_user_id, trade.token_id, trade.order_type, trade.occurred_at,
  rule.id, rule.rate_ppm, 0, rule.rate_ppm, trade.fee_asset, trade.fee_minor, 0, trade.fee_minor,
  coalesce(shared.minor, 0), trade.fee_minor - coalesce(shared.minor, 0), trade.volume_usd_minor, whole.fee, whole.fee,
  coalesce(shared.usd_minor, 0), whole.fee, explained.quote, trade.received_at
from public.transactions as trade
inner join trade_sizes on trade.domain_id = trade_sizes.domain_id
inner join public.fee_rules as rule on trade.domain_id = rule.domain_id
left join (
  select
    earned.domain_id, earned.transaction_id, sum(earned.amount_minor) as minor, sum(earned.usd_minor) as usd_minor
  from public.commission_accruals as earned
  inner join trade_sizes on earned.domain_id = trade_sizes.domain_id
  where earned.state <> 'void'
  group by earned.domain_id, earned.transaction_id
) as shared on trade.domain_id = shared.domain_id and trade.id = shared.transaction_id
cross join lateral (select private.round_half_even(trade.volume_usd_minor * 0.01) as fee) as whole
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
where trade.status = 'confirmed'
order by trade.occurred_at;
