-- requires: sql/analytics/trade_pieces.sql sql/analytics/trade_blocks.sql sql/analytics/read_trade_cells.sql
-- requires: sql/analytics/trade_count.sql
-- The second cell in four dozen is confirmed: see private.trade_cells.
create or replace function private.count_fee_blocks(
  domain_ids uuid [],
  marks timestamptz [],
  part text,
  key text,
  cells smallint []
)
returns setof private.trade_count
language plpgsql
stable
security invoker
rows 100
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
    select cut.* from private.trade_pieces(domain_ids, marks) as cut
  ), counted as (
    -- In the select list arrays are taken apart in half the time that it takes in from.
    select
      piece.place, unnest(stored.cells) as cell, unnest(stored.trades) as trades, unnest(stored.volumes) as volume,
      unnest(stored.fees) as fee, unnest(stored.nets) as net, unnest(stored.waivers) as waived,
      unnest(stored.unpriced) as unpriced
    from piece
    inner join private.trade_blocks as stored
      on piece.domain_id = stored.domain_id and piece.level = stored.level and piece.block = stored.block
    where stored.part = count_fee_blocks.part and stored.key = count_fee_blocks.key
    union all
    select
      piece.place, fresh.cell, fresh.trades, fresh.volume, fresh.fee, fresh.net, fresh.waived,
      fresh.unpriced
    from piece
    cross join lateral private.read_trade_cells(piece.domain_id, piece.begins_at, piece.ends_at) as fresh
    where piece.level is null and fresh.part = count_fee_blocks.part and fresh.key = count_fee_blocks.key
  )
  select
    counted.place, '', (counted.cell % 4)::smallint, sum(counted.trades)::bigint, sum(counted.volume), null::numeric, sum(counted.fee),
    sum(counted.net), sum(counted.waived), sum(counted.unpriced)::bigint
  from counted
  where counted.cell % 192 / 48 = 1 and (cells is null or counted.cell = any(cells))
  group by 1, 2, 3;
end;
$$;

comment on function private.count_fee_blocks(uuid [], timestamptz [], text, text, smallint []) is
'Confirmed trades, their volume and what was charged for them, as private.count_type_blocks. cell: how many there are above the user.';

revoke all on function private.count_fee_blocks(uuid [], timestamptz [], text, text, smallint [])
from public, anon, authenticated, service_role;
