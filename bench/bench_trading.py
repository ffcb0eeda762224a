"""What the RPCs cost on numbers of trades, and that they do not grow with the trades.

    .venv/bin/python bench/bench_trading.py [--trades N] [--keep]

Makes two databases on the running stack, with N trades and with a tenth of that, and drops them.
Each measurement is a whole request and takes turns with its baseline. Exits 1 where a ratio misses
its bar.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from bars import bar
from bench_reads import PERSON, compare, ms, request

from bo_cli.core.project import Project, find_project
from bo_cli.core.settings import load_settings
from bo_cli.db.connect import connect
from bo_cli.migrations.build import clone, drop, finished_template
from bo_cli.seeding.scale import scale_trades
from bo_cli.stack.engines import engine_for

ROUNDS = 40
LARGEST = "select id from domains where site_domain = 'trades-0001.example'"
YEAR = {"from": "2025-11-20T00:00:00+01:00", "to": "2026-11-20T00:00:00+01:00"}
MONTH = {"from": "2026-10-01T00:00:00+02:00", "to": "2026-11-01T00:00:00+01:00"}
# The best that can be written by hand: the same blocks, what is asked for and no more.
BY_HAND = """
with asked as (select %s::timestamptz[] as marks, %s::uuid as domain_id), piece as materialized (
  select asked.domain_id, span.place, cut.*
  from asked
  cross join lateral generate_series(1, cardinality(asked.marks) - 1) as span (place)
  cross join lateral private.hour_pieces(
    asked.marks[span.place], asked.marks[span.place + 1], '{}'
  ) as cut
)
select piece.place, one.cell, sum(one.trades), sum(one.volume)
from piece
inner join private.trade_blocks as stored using (domain_id, level, block)
cross join lateral unnest(stored.cells, stored.trades, stored.volumes) as one (cell, trades, volume)
where stored.part = 'all' and stored.key = ''
group by piece.place, one.cell
"""
FEES_BY_HAND = BY_HAND.replace(
    "one.cell, sum", "sum(one.fee), sum(one.net), one.cell, sum"
).replace(
    "stored.volumes) as one (cell, trades, volume)",
    "stored.volumes, stored.fees, stored.nets) as one (cell, trades, volume, fee, net)",
)
PAYERS_BY_HAND = """
select u.id, u.tag, paid.*, sum(paid.fee) over () from (
  select platform_user_id, count(*), sum(volume_usd_minor), sum(usd_minor) as fee,
    sum(usd_minor - commission_usd_minor)
  from fee_charges where domain_id = %s and occurred_at >= %s and occurred_at < %s
  group by platform_user_id
) as paid join platform_users as u on u.domain_id = %s and u.id = paid.platform_user_id
order by paid.fee desc, u.id limit 50
"""


@contextmanager
def traded_database(project: Project, trades: int, keep: bool) -> Iterator[psycopg.Connection]:
    """A database with that many trades; dropped afterwards."""
    name = f"bo_bench_trading_{trades}"
    info = engine_for(load_settings(project), project).ensure_database()
    clone(info, finished_template(info, project), name)
    try:
        with connect(info.db_url, database=name, autocommit=True) as connection:
            scale_trades(connection, project, trades=trades)
        url = psycopg.conninfo.make_conninfo(info.db_url, dbname=name)
        with psycopg.connect(url, autocommit=True) as db:
            yield db
    finally:
        if not keep:
            drop(info, name)


def asked(db: psycopg.Connection, window: dict[str, str], **more: str) -> str:
    row = db.execute(LARGEST).fetchone()
    assert row is not None
    return json.dumps({**window, "domain_ids": [str(row[0])], **more})


def calls(db: psycopg.Connection) -> dict[str, tuple[str, list[str]]]:
    """What a page asks for: a month, and each day of it, of a large domain."""
    month, year = asked(db, MONTH), asked(db, YEAR)
    zone = "'Europe/Paris'"
    return {
        "transactions of a month": (f"transaction_stats(%s, 'custom', {zone})", [month]),
        "transactions by day": (f"transaction_stats(%s, 'day', {zone})", [month]),
        "transactions of a year by month": (f"transaction_stats(%s, 'month', {zone})", [year]),
        "volume by token": (f"volume_by_token(%s, {zone})", [month]),
        "fees by day": (f"fee_stats(%s, 'day', {zone})", [month]),
        "fees of a year by month": (f"fee_stats(%s, 'month', {zone})", [year]),
        "referral revenue of a month": (f"referral_revenue(%s, 'custom', {zone})", [month]),
        "referrals of a year by month": (f"referral_stats(%s, 'month', {zone})", [year]),
        "fees by user": (
            "fees_by_user((%s::jsonb #>> '{domain_ids,0}')::uuid,"
            " '2026-10-01T00:00:00+02:00', '2026-11-01T00:00:00+01:00')",
            [month],
        ),
    }


def growth(small: psycopg.Connection, large: psycopg.Connection) -> Iterator[bool]:
    """Each number with ten times the trades, against the tenth."""
    for name, (call, given) in calls(large).items():
        query = f"select * from {call}"
        little, much = compare(ROUNDS, request(small, query, *given), request(large, query, *given))
        print(f"{name}: {ms(little)}, with ten times the trades {ms(much)}")
        yield bar(f"{name}, ten times the trades", much / little, 1.5, "a tenth of the trades")


def by_hand(db: psycopg.Connection) -> Iterator[bool]:
    """The numbers against the best queries without row security over the same blocks."""
    listed = calls(db)
    for name, hand in (
        ("transactions of a month", BY_HAND),
        ("transactions by day", BY_HAND),
        ("transactions of a year by month", BY_HAND),
        ("fees by day", FEES_BY_HAND),
        ("fees of a year by month", FEES_BY_HAND),
        ("fees by user", PAYERS_BY_HAND),
    ):
        call, given = listed[name]
        query = f"select * from {call}"
        values = hand_values(db, query, given, has_cycles=hand != PAYERS_BY_HAND)
        best, found = compare(
            ROUNDS, request(db, hand, *values, role="postgres"), request(db, query, *given)
        )
        print(f"{name}: {ms(found)}, by hand {ms(best)}")
        yield bar(name, found / best, 1.5, "the best query by hand, without RLS")


def hand_values(
    db: psycopg.Connection, query: str, given: list[str], *, has_cycles: bool
) -> list[object]:
    """What the query by hand asks for: the cycles that the RPC answers, and the one before."""
    row = db.execute(LARGEST).fetchone()
    assert row is not None
    if not has_cycles:
        return [row[0], MONTH["from"], MONTH["to"], row[0]]
    with db.transaction():
        db.execute(
            "select set_config('role', 'authenticated', true),"
            " set_config('request.jwt.claims', %s, true)",
            [json.dumps({"sub": PERSON, "role": "authenticated", "iat": int(time.time())})],
        )
        spans = db.execute(query.replace("*", "from_at, to_at"), given).fetchall()
    marks = [begin for begin, _ in spans] + [spans[-1][1]]
    marks.insert(0, marks[0] - (marks[1] - marks[0]))
    return [marks, row[0]]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--trades", type=int, default=1_000_000)
    parser.add_argument("--keep", action="store_true", help="leave the databases for a look")
    arguments = parser.parse_args()
    project = find_project(Path(__file__).parent)
    with (
        traded_database(project, arguments.trades // 10, arguments.keep) as small,
        traded_database(project, arguments.trades, arguments.keep) as large,
    ):
        kept = [*by_hand(large), *growth(small, large)]
    sys.exit(not all(kept))


if __name__ == "__main__":
    main()
