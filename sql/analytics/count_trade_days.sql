-- requires: sql/analytics/trade_blocks.sql sql/analytics/trade_cells.sql
create or replace function private.count_trade_days(domain_id uuid, days date [])
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return coalesce((
    select jsonb_object_agg(asked.day, jsonb_build_object(
      'transactions', counted.trades, 'volume_usd_minor', counted.volume, 'fees_usd_minor', counted.fee
    ))
    from unnest(days) as asked (day)
    cross join lateral (
      select coalesce(sum(one.trades), 0) as trades, coalesce(sum(one.volume), 0) as volume,
        coalesce(sum(one.fee), 0) as fee
      from private.trade_blocks as stored
      cross join lateral unnest(
        stored.cells, stored.trades, stored.volumes, stored.fees
      ) as one (cell, trades, volume, fee)
      inner join private.trade_cells as words on one.cell = words.cell and words.status = 'confirmed'
      where
        stored.domain_id = count_trade_days.domain_id and stored.level = 3 and stored.part = 'all'
        and stored.block >= (asked.day - date '2000-01-01') * 3 and stored.block < (asked.day - date '2000-01-01') * 3 + 3
    ) as counted
  ), '{}');
end;
$$;

comment on function private.count_trade_days(uuid, date []) is
'The numbers of trades whose changes metric_revisions tells of, of each of the days (UTC), by day.';

revoke all on function private.count_trade_days(uuid, date []) from public, anon, authenticated, service_role;
