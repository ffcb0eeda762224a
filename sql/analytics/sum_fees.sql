-- requires: sql/analytics/count_trades.sql
create or replace function private.sum_fees(
  wanted private.trade_filter,
  domain_ids uuid [],
  marks timestamptz []
)
returns table (
  place integer, depth integer, trades bigint, volume numeric, fee numeric, net numeric, waived numeric, unpriced bigint
)
language plpgsql
stable
security invoker
rows 100
set search_path = ''
as $$
begin
  return query
  select
    span.place, level.depth, coalesce(sum(counted.trades), 0)::bigint, coalesce(sum(counted.volume), 0),
    coalesce(sum(counted.fee), 0), coalesce(sum(counted.net), 0), coalesce(sum(counted.waived), 0),
    coalesce(sum(counted.unpriced), 0)::bigint
  from generate_series(1, cardinality(marks) - 1) as span (place)
  cross join generate_series(0, 3) as level (depth)
  left join private.count_trades(wanted, domain_ids, marks, has_fees => true) as counted
    on span.place = counted.place and level.depth <= counted.cell % 4
  group by span.place, level.depth;
end;
$$;

comment on function private.sum_fees(private.trade_filter, uuid [], timestamptz []) is
'What was charged for the confirmed trades that the filter means from each mark to the next: of users above whom there are at least so many (depth); 0: of all.';
revoke all on function private.sum_fees(private.trade_filter, uuid [], timestamptz [])
from public, anon, authenticated, service_role;
