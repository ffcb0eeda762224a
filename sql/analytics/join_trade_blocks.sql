-- requires: sql/analytics/trade_blocks.sql
create or replace function private.join_trade_blocks(domain_id uuid, hours integer [])
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  highest constant smallint := 9; -- As in private.window_blocks.
  blocks integer [] := hours;
  halves integer [];
begin
  for above in 1..highest loop
    blocks := array(select distinct below.block >> 1 from unnest(blocks) as below (block));
    -- A list, and not a query: that would be gone through for each row where the statistics know of few.
    halves := array(
      select half.block from unnest(blocks) as whole (block)
      cross join generate_series(2 * whole.block, 2 * whole.block + 1) as half (block)
    );
    delete from private.trade_blocks as old
    where
      old.domain_id = join_trade_blocks.domain_id
      and old.level = above and old.block = any(blocks);
    insert into private.trade_blocks (
      domain_id, level, block, part, key, cells, trades, volumes, amounts, fees, nets, waivers, unpriced
    )
    select
      join_trade_blocks.domain_id, above, whole.block, whole.part, whole.key, array_agg(whole.cell),
      array_agg(whole.trades), array_agg(whole.volume), array_agg(whole.amount), array_agg(whole.fee),
      array_agg(whole.net), array_agg(whole.waived), array_agg(whole.unpriced)
    from (
      select
        half.block >> 1 as block, half.part, half.key, counted.cell, sum(counted.trades) as trades,
        sum(counted.volume) as volume, sum(counted.amount) as amount, sum(counted.fee) as fee,
        sum(counted.net) as net, sum(counted.waived) as waived, sum(counted.unpriced) as unpriced
      from private.trade_blocks as half
      cross join lateral unnest(
        half.cells, half.trades, half.volumes, half.amounts, half.fees, half.nets, half.waivers, half.unpriced
      ) as counted (cell, trades, volume, amount, fee, net, waived, unpriced)
      where
        half.domain_id = join_trade_blocks.domain_id and half.level = above - 1
        and half.block = any(halves)
      group by 1, half.part, half.key, counted.cell
    ) as whole
    group by whole.block, whole.part, whole.key;
  end loop;
end;
$$;

comment on function private.join_trade_blocks(uuid, integer []) is
'Writes every longer block that holds one of these hours anew, each from its two halves.';

revoke all on function private.join_trade_blocks(uuid, integer []) from public, anon, authenticated, service_role;
