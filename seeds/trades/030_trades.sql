-- In the order of time, as they would have come in. Who trades, and what, is uneven: squares fall to the low numbers.
insert into public.transactions (
  domain_id, id, chain_ref, platform_user_id, token_id, order_type, side, amount_minor, volume_usd_minor, fee_minor,
  fee_asset, status, occurred_at, received_at, told_at, told_by
)
select
  listed.domain_id,
  pg_temp.timed_id(listed.at, listed.place || '/' || listed.number),
  'solana:' || listed.place || '-' || listed.number,
  md5('trades/user/' || listed.place || '/' || floor(listed.spread * listed.spread * listed.users))::uuid,
  md5('trades/token/' || listed.place || '/' || floor(listed.other * listed.other * 100))::uuid,
  (array['market', 'market', 'market', 'dca', 'limit', 'limit', 'twap', 'vwap', 'custom'])[1 + listed.number % 9],
  (array['buy', 'sell'])[1 + listed.number / 7 % 2],
  1000 + listed.number::bigint * 104729 % 1000000,
  100 + listed.number::bigint * 7919 % 100000,
  (100 + listed.number::bigint * 7919 % 100000) * 100,
  'USDC',
  coalesce((array['failed', 'reverted', 'pending'])[listed.number % 20 + 1], 'confirmed'),
  listed.at,
  listed.at + interval '2 seconds',
  listed.at + interval '2 seconds',
  md5('trades/trade/' || listed.number)::uuid
from (
  select
    trade_sizes.*,
    number,
    number::bigint * 48611 % 9973 / 9973.0 as spread,
    number::bigint * 15485863 % 9949 / 10000.0 as other,
    timestamptz '2025-11-20 00:00:00+00' + number * interval '365 days' / trade_sizes.trades as at
  from trade_sizes
  cross join lateral generate_series(0, trade_sizes.trades - 1) as number
) as listed
order by listed.at;
