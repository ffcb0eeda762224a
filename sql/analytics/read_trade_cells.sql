-- requires: sql/analytics/counted_trades.sql sql/analytics/trade_cells.sql sql/commerce/cohort_members.sql
-- The one place that says what numbers of trades count.
create or replace function private.read_trade_cells(domain_id uuid, from_at timestamptz, to_at timestamptz)
returns table (
  part text, key text, cell smallint, trades bigint, volume numeric, amount numeric, fee numeric, net numeric,
  waived numeric, unpriced bigint
)
language plpgsql
stable
security invoker
rows 200
set search_path = ''
set plan_cache_mode = force_generic_plan -- Looks up keys, whatever the time.
set enable_seqscan = off -- See ingest_visitor_events: look keys up, also while the tables are small.
set jit = off
as $$
begin
  return query
  with trade as materialized (
    select
      happened.platform_user_id, happened.happened_at, happened.token_id::text as token_key,
      coalesce(happened.provider, '') as provider_key, words.cell, happened.volume_usd_minor as volume,
      happened.amount_minor as amount, happened.fee_usd_minor as fee, happened.net_usd_minor as net,
      happened.waived_usd_minor as waived, happened.is_unpriced
    from private.counted_trades as happened
    inner join private.trade_cells as words
      on
        happened.status = words.status and happened.order_type = words.order_type
        and happened.side = words.side and happened.depth = words.depth and happened.venue = words.venue
    where
      happened.domain_id = read_trade_cells.domain_id
      and happened.happened_at >= from_at and happened.happened_at < to_at
  )
  select
    case
      when grouping(trade.token_key) = 0 then 'token' when grouping(trade.provider_key) = 0 then 'provider' else 'all'
    end,
    coalesce(trade.token_key, trade.provider_key, ''),
    trade.cell, count(*), sum(trade.volume), sum(trade.amount), coalesce(sum(trade.fee), 0),
    coalesce(sum(trade.net), 0), coalesce(sum(trade.waived), 0), count(*) filter (where trade.is_unpriced)
  from trade
  group by grouping sets ((trade.cell), (trade.cell, trade.token_key), (trade.cell, trade.provider_key))
  union all
  select 'cohort', member.cohort_id::text, trade.cell, count(*), sum(trade.volume), sum(trade.amount), coalesce(sum(trade.fee), 0),
    coalesce(sum(trade.net), 0), coalesce(sum(trade.waived), 0), count(*) filter (where trade.is_unpriced)
  from trade
  inner join public.cohort_members as member
    on
      member.domain_id = read_trade_cells.domain_id
      and trade.platform_user_id = member.platform_user_id and member.valid @> trade.happened_at
  group by member.cohort_id, trade.cell;
end;
$$;

comment on function private.read_trade_cells(uuid, timestamptz, timestamptz) is
'What private.trade_blocks holds, for any time, from the trades themselves.';

revoke all on function private.read_trade_cells(uuid, timestamptz, timestamptz)
from public, anon, authenticated, service_role;
