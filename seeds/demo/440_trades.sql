-- What the platform tells, in the way it does: a token of which little is known, an order that is open, and trades of
-- each outcome.
select public.ingest_trades(jsonb_agg(
  told.entry || jsonb_build_object('site_domain', 'cooking.example', 'at', '2026-11-20T12:00:00Z')
))
from (
  select jsonb_build_object('kind', 'token', 'chain', 'solana', 'address', t.address, 'symbol', t.symbol, 'decimals', t.decimals, 'provider', t.provider) as entry
  from (
    values ('So11111111', 'SOL', 9, 'raydium'), ('Ladle22222', 'LADLE', 6, 'pump.fun')
  ) as t (address, symbol, decimals, provider)
  union all
  select jsonb_build_object(
    'kind', 'order', 'external_id', o.external_id, 'user', o.trader, 'token', jsonb_build_object('chain', 'solana', 'address', o.address),
    'provider', o.provider, 'type', o.type, 'side', o.side, 'size_minor', o.size_minor, 'status', o.status, 'placed_at', o.placed_at
  )
  from (
    values
      ('order-1', 'user-1001', 'So11111111', 'raydium', 'market', 'buy', 2000000000, 'filled', '2026-11-02T10:00:00Z'),
      ('order-2', 'user-1002', 'Ladle22222', 'pump.fun', 'dca', 'buy', 900000000, 'partly_filled', '2026-11-05T08:00:00Z'),
      ('order-3', 'user-1003', 'Whisk33333', null, 'limit', 'sell', 5000, 'open', '2026-11-18T22:30:00Z')
  ) as o (external_id, trader, address, provider, type, side, size_minor, status, placed_at)
  union all
  select jsonb_build_object(
    'kind', 'transaction', 'chain_ref', 'solana:' || x.ref, 'order', x.order_id, 'user', x.trader, 'token', jsonb_build_object('chain', 'solana', 'address', x.address),
    'type', x.type, 'side', x.side, 'amount_minor', x.amount, 'volume_usd_minor', x.volume, 'fee_minor', x.fee, 'fee_asset', 'USDC', 'status', x.status, 'occurred_at', x.occurred_at
  )
  from (
    values
      ('1aaa', 'order-1', 'user-1001', 'So11111111', 'market', 'buy', 2000000000, 31200, 2496000, 'confirmed', '2026-11-02T10:00:04Z'),
      ('2bbb', 'order-2', 'user-1002', 'Ladle22222', 'dca', 'buy', 300000000, 1500, 40500, 'confirmed', '2026-11-05T08:00:09Z'),
      ('3ccc', 'order-2', 'user-1002', 'Ladle22222', 'dca', 'buy', 300000000, 1620, 48600, 'failed', '2026-11-06T08:00:07Z'),
      ('4ddd', null, 'user-1004', 'So11111111', 'market', 'sell', 500000000, 7900, 790000, 'reverted', '2026-10-30T17:12:00Z'),
      ('5eee', 'order-2', 'user-1002', 'Ladle22222', 'dca', 'buy', 300000000, 1480, 44400, 'pending', '2026-11-20T08:00:05Z')
  ) as x (ref, order_id, trader, address, type, side, amount, volume, fee, status, occurred_at)
) as told;
