-- What ingest_trades() would have written of each confirmed trade for whoever stands above its user; of a reverted one it
-- is void. Three of four claim at the 10th of a month what was earned by trades of the month before.
insert into public.commission_accruals (
  domain_id, id, transaction_id, platform_user_id, beneficiary_id, level, programme_id, rule_id, rate_ppm, base_minor,
  amount_minor, asset, usd_minor, occurred_at, claimable_at, state, reason, payout_id, created_at, updated_at
)
select
  trade.domain_id,
  pg_temp.timed_id(trade.occurred_at, line.level || '/' || trade.chain_ref),
  trade.id, trade.platform_user_id, line.beneficiary_id, line.level, line.programme_id, line.rule_id, line.rate_ppm,
  trade.fee_minor, earned.minor, trade.fee_asset, trunc(private.round_half_even(trade.volume_usd_minor * 0.01) * earned.minor / trade.fee_minor),
  trade.occurred_at, trade.occurred_at + interval '7 days',
  case when trade.status = 'reverted' then 'void' when claimed.at is not null then 'claimed' else 'accrued' end,
  case when trade.status = 'reverted' then 'TRADE_REVERTED' end,
  case when claimed.at is not null then pg_temp.timed_id(claimed.at, line.beneficiary_id::text) end,
  trade.received_at,
  coalesce(claimed.at, trade.received_at)
from public.transactions as trade
inner join trade_lines as line
  on trade.domain_id = line.domain_id and trade.platform_user_id = line.platform_user_id
  and line.since <= trade.occurred_at
cross join lateral (select floor(trade.fee_minor * line.rate_ppm * 0.000001) as minor) as earned
cross join lateral (
  select
    case
      when trade.status = 'confirmed' and trade.occurred_at < '2026-10-01 00:00:00+00'
        and uuid_hash(line.beneficiary_id) % 4 <> 0
        then (date_trunc('month', trade.occurred_at at time zone 'UTC') + interval '1 month 9 days') at time zone 'UTC'
    end as at
) as claimed
where trade.status in ('confirmed', 'reverted')
order by trade.occurred_at;

insert into public.commission_payouts (
  domain_id, id, platform_user_id, asset, amount_minor, usd_minor, idempotency_key, created_at
)
select
  earned.domain_id, earned.payout_id, earned.beneficiary_id, earned.asset, sum(earned.amount_minor),
  sum(earned.usd_minor), 'claim ' || min(earned.updated_at)::date, min(earned.updated_at)
from public.commission_accruals as earned
inner join trade_sizes on earned.domain_id = trade_sizes.domain_id
where earned.state = 'claimed'
group by earned.domain_id, earned.payout_id, earned.beneficiary_id, earned.asset
order by min(earned.updated_at);
