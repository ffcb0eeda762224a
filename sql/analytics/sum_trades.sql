-- requires: sql/analytics/count_trades.sql
create or replace function private.sum_trades(
  wanted private.trade_filter,
  domain_ids uuid [],
  marks timestamptz []
)
returns table (
  place integer, confirmed bigint, failed bigint, reverted bigint, pending bigint, volume numeric, by_type jsonb
)
language plpgsql
stable
security invoker
rows 30
set search_path = ''
as $$
begin
  return query
  with typed as (
    select
      counted.place, words.order_type, words.status, sum(counted.trades)::bigint as trades, sum(counted.volume) as volume
    from private.count_trades(wanted, domain_ids, marks) as counted
    inner join private.trade_cells as words
      -- Of the cells of a status and a type the first stands for all, so two dozen are compared and not 576.
      on words.cell = counted.cell % 192 / 8 * 8 and words.depth = 0 and words.side = 'buy' and words.venue = 'unknown'
    group by counted.place, words.order_type, words.status
  )
  select
    span.place,
    coalesce(sum(typed.trades) filter (where typed.status = 'confirmed'), 0)::bigint,
    coalesce(sum(typed.trades) filter (where typed.status = 'failed'), 0)::bigint,
    coalesce(sum(typed.trades) filter (where typed.status = 'reverted'), 0)::bigint,
    coalesce(sum(typed.trades) filter (where typed.status = 'pending'), 0)::bigint,
    coalesce(sum(typed.volume) filter (where typed.status = 'confirmed'), 0),
    coalesce(jsonb_agg(jsonb_build_object(
      'order_type', typed.order_type, 'transactions', typed.trades, 'volume_usd_minor', typed.volume
    ) order by typed.order_type) filter (where typed.status = 'confirmed'), '[]')
  from generate_series(1, cardinality(marks) - 1) as span (place)
  left join typed on span.place = typed.place
  group by span.place;
end;
$$;

comment on function private.sum_trades(private.trade_filter, uuid [], timestamptz []) is
'The trades that the filter means from each mark to the next, by status; volume and types of the confirmed ones.';
revoke all on function private.sum_trades(private.trade_filter, uuid [], timestamptz [])
from public, anon, authenticated, service_role;
