"""The best queries by hand for numbers of trades: the same answers, from the same blocks.

Each is given when its cycles begin, with the one before and the end, and the domain.
"""

# The words of a cell are its number: see private.trade_cells.
BLOCKS = """
with asked as (select %s::timestamptz[] as marks, %s::uuid as domain_id), piece as materialized (
  select asked.domain_id, span.place, cut.level, cut.block
  from asked
  cross join lateral generate_series(1, cardinality(asked.marks) - 1) as span (place)
  cross join lateral private.hour_pieces(
    asked.marks[span.place], asked.marks[span.place + 1], '{}'
  ) as cut
), """
# Arrays are taken apart in the select list: that takes half of what it takes in from.
COLUMNS = {
    "trades": "trades", "volume": "volumes", "amount": "amounts", "fee": "fees", "net": "nets",
    "waived": "waivers", "unpriced": "unpriced",
}  # fmt: skip


def cells(*names: str, stored: str = "stored.part = 'all' and stored.key = ''") -> str:
    """Every cell of the blocks of each piece (one), with these of its numbers."""
    taken = ", ".join(f"unnest(stored.{COLUMNS[name]}) as {name}" for name in names)
    return f"""
  from (
    select piece.place, stored.key, unnest(stored.cells) as cell, {taken}
    from piece inner join private.trade_blocks as stored using (domain_id, level, block)
    where {stored}
  ) as one"""


HAND_TRADES = f"""{BLOCKS}
typed as (
  select
    one.place, one.cell / 48 as status, one.cell %% 48 / 8 as kind, sum(one.trades) as trades,
    sum(one.volume) as volume
  {cells("trades", "volume")}
  group by 1, 2, 3
), counted as (
  select
    place, sum(trades) filter (where status = 1) as confirmed,
    sum(trades) filter (where status = 2) as failed,
    sum(trades) filter (where status = 3) as reverted,
    sum(trades) filter (where status = 0) as pending,
    sum(volume) filter (where status = 1) as volume,
    jsonb_agg(jsonb_build_object(
      'order_type', (array['market', 'dca', 'limit', 'twap', 'vwap', 'custom'])[kind + 1],
      'transactions', trades, 'volume_usd_minor', volume
    ) order by (array['market', 'dca', 'limit', 'twap', 'vwap', 'custom'])[kind + 1])
    filter (where status = 1) as by_type
  from typed group by place
)
select
  asked.marks[n.place], n.confirmed, n.failed, n.reverted, n.pending, n.volume, before.confirmed,
  before.volume, (n.confirmed - before.confirmed) / nullif(before.confirmed, 0),
  (n.volume - before.volume) / nullif(before.volume, 0), n.by_type
from counted as n join counted as before on n.place = before.place + 1 cross join asked
order by n.place
"""
HAND_FEES = f"""{BLOCKS}
counted as (
  select
    one.place, sum(one.trades) as trades, sum(one.volume) as volume, sum(one.fee) as fee,
    sum(one.net) as net, sum(one.waived) as waived, sum(one.unpriced) as unpriced
  {cells("trades", "volume", "fee", "net", "waived", "unpriced")}
  where one.cell / 48 = 1
  group by one.place
)
select
  asked.marks[n.place], n.trades, n.volume, n.fee, n.fee - n.net, n.net, n.waived, n.unpriced,
  n.fee / nullif(n.volume, 0), n.net / nullif(n.volume, 0), before.fee,
  before.fee / nullif(before.volume, 0), (n.fee - before.fee) / nullif(before.fee, 0)
from counted as n join counted as before on n.place = before.place + 1 cross join asked
order by n.place
"""
HAND_REFERRALS = f"""{BLOCKS}
counted as (
  select
    one.place, level.depth, sum(one.trades) as trades, sum(one.volume) as volume,
    sum(one.fee) as fee, sum(one.net) as net
  {cells("trades", "volume", "fee", "net")}
  cross join lateral generate_series(1, one.cell %% 4) as level (depth)
  where one.cell / 48 = 1
  group by 1, 2
)
select
  asked.marks[n.place], n.depth, n.trades, n.volume, n.fee, n.fee - n.net, before.volume,
  (n.volume - before.volume) / nullif(before.volume, 0)
from counted as n join counted as before on n.place = before.place + 1 and n.depth = before.depth
cross join asked
order by n.place, n.depth
"""
# Of all times, as the totals are of everybody so far.
HAND_BROUGHT = f"""
with asked as (
  select told.*, (
    select private.hour_time(min(block) << 9) from private.trade_blocks
    where domain_id = told.domain_id and level = 9
  ) as begins_at
  from (select %s::timestamptz[] as marks, %s::uuid as domain_id) as told
), piece as materialized (
  select asked.domain_id, span.place, cut.level, cut.block
  from asked
  cross join lateral generate_series(0, cardinality(asked.marks) - 1) as span (place)
  cross join lateral private.hour_pieces(
    coalesce(asked.marks[span.place], asked.begins_at), asked.marks[span.place + 1], '{{}}'
  ) as cut
), counted as (
  select one.place, one.cell, sum(one.trades) as people
  {cells("trades", stored="stored.part = 'referral'")}
  group by 1, 2
), told as (
  select place, array_agg(people order by cell) as fresh, array_agg(total order by cell) as total
  from (
    select
      span.place, level.cell, coalesce(n.people, 0) as people,
      coalesce(sum(n.people) over (partition by level.cell order by span.place), 0) as total
    from asked
    cross join lateral generate_series(0, cardinality(asked.marks) - 1) as span (place)
    cross join generate_series(0, 3) as level (cell)
    left join counted as n on span.place = n.place and level.cell = n.cell
  ) as listed
  group by place
)
select
  asked.marks[n.place], n.fresh[1], n.fresh[2], n.fresh[3], n.fresh[4],
  n.total[1], n.total[2], n.total[3], n.total[4],
  (n.fresh[1] - before.fresh[1]) / nullif(before.fresh[1], 0),
  (n.fresh[2] - before.fresh[2]) / nullif(before.fresh[2], 0)
from told as n join told as before on n.place = before.place + 1 cross join asked
where before.place > 0
order by n.place
"""
HAND_TOKENS = f"""{BLOCKS}
counted as (
  select
    one.key::uuid as id, sum(one.trades) as trades, sum(one.volume) as volume,
    sum(one.amount) as amount, sum(sum(one.volume)) over () as whole
  {cells("trades", "volume", "amount", stored="stored.part = 'token'")}
  where one.cell / 48 = 1
  group by one.key
  order by sum(one.volume) desc, one.key limit 50
)
select token.id, token.symbol, n.trades, n.volume, n.amount, n.volume / nullif(n.whole, 0)
from counted as n cross join asked
join tokens as token on token.domain_id = asked.domain_id and token.id = n.id
order by n.volume desc, token.id
"""
HAND_PAYERS = """
select row_number() over (order by paid.fee desc, u.id), u.id, u.tag, paid.*,
  paid.fee / sum(paid.fee) over ()
from (
  select platform_user_id, count(*), sum(volume_usd_minor), sum(usd_minor) as fee,
    sum(usd_minor - commission_usd_minor)
  from fee_charges where domain_id = %s and occurred_at >= %s and occurred_at < %s
  group by platform_user_id
) as paid join platform_users as u on u.domain_id = %s and u.id = paid.platform_user_id
order by paid.fee desc, u.id limit 50
"""
