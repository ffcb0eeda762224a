-- requires: sql/analytics/hour_pieces.sql sql/analytics/dirty_trades.sql sql/analytics/trade_blocks.sql
-- requires: sql/analytics/read_trade_cells.sql sql/analytics/trade_count.sql sql/identity/domains.sql
create or replace function private.count_trade_blocks(
  domain_ids uuid [],
  marks timestamptz [],
  part text,
  key text,
  cells smallint [],
  has_fees boolean
)
returns setof private.trade_count
language plpgsql
stable
security invoker
rows 1000
set search_path = ''
set plan_cache_mode = force_generic_plan -- Looks up keys, whatever the window.
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
set jit = off
as $$
begin
  return query
  with piece as materialized (
    select tenant.id as domain_id, span.place, cut.*
    from public.domains as tenant
    cross join generate_series(1, cardinality(marks) - 1) as span (place)
    cross join lateral private.hour_pieces(
      greatest(marks[span.place], tenant.stats_valid_from), marks[span.place + 1],
      array(
        select dirty.hour from private.dirty_trades as dirty
        where
          dirty.domain_id = tenant.id
          and dirty.hour >= floor(private.hour_number(marks[span.place]))
          and dirty.hour < private.hour_number(marks[span.place + 1])
      )
    ) as cut
    where tenant.id = any(domain_ids) and (tenant.stats_valid_from < marks[span.place + 1]) is not false
  ), counted as (
    select piece.place, stored.key, one.*
    from piece
    inner join private.trade_blocks as stored
      on
        piece.domain_id = stored.domain_id and piece.level = stored.level and piece.block = stored.block
        and stored.part = count_trade_blocks.part
    cross join lateral unnest(
      -- Each array that is taken apart costs as much as all the rest: only what is asked for.
      stored.cells, stored.trades, stored.volumes, case when stored.part = 'token' then stored.amounts end,
      case when has_fees then stored.fees end, case when has_fees then stored.nets end,
      case when has_fees then stored.waivers end, case when has_fees then stored.unpriced end
    ) as one (cell, trades, volume, amount, fee, net, waived, unpriced)
    where count_trade_blocks.key is null or stored.key = count_trade_blocks.key
    union all
    select
      piece.place, fresh.key, fresh.cell, fresh.trades, fresh.volume, fresh.amount, fresh.fee, fresh.net,
      fresh.waived, fresh.unpriced
    from piece
    cross join lateral private.read_trade_cells(piece.domain_id, piece.begins_at, piece.ends_at) as fresh
    where
      piece.level is null and fresh.part = count_trade_blocks.part
      and (count_trade_blocks.key is null or fresh.key = count_trade_blocks.key)
  )
  select
    counted.place, counted.key, counted.cell, sum(counted.trades)::bigint, sum(counted.volume), sum(counted.amount),
    sum(counted.fee), sum(counted.net), sum(counted.waived), sum(counted.unpriced)::bigint
  from counted
  where cells is null or counted.cell = any(cells)
  group by counted.place, counted.key, counted.cell;
end;
$$;

comment on function private.count_trade_blocks(uuid [], timestamptz [], text, text, smallint [], boolean) is
'Trades from each mark to the next, from the rollup, and what is not counted yet from the trades; key null: by each key of the part; amounts only of tokens, fees only where they are asked for. A domain counts from its stats_valid_from on.';

revoke all on function private.count_trade_blocks(uuid [], timestamptz [], text, text, smallint [], boolean)
from public, anon, authenticated, service_role;
