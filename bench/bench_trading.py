"""What numbers, lists and statements cost on many trades, and that they do not grow with them.

    .venv/bin/python bench/bench_trading.py [--trades N] [--keep] [--processor-time]
        [--db-url URL --small-db-url URL]

Makes two databases on the running stack, with N trades and with a tenth of that, and drops them, or
takes two that `bo seed --trades` has filled. Whoever asks is of business, in the largest of the
platforms. Each measurement is a whole request and takes turns with its baseline, over connections
of their own. The queries by hand give the same answers, which is looked at first. Exits 1 where a
ratio misses its bar.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import clock
import psycopg
from bars import bar
from bench_reads import compare, ms
from hand_trading import (
    HAND_BROUGHT,
    HAND_FEES,
    HAND_PAYERS,
    HAND_REFERRALS,
    HAND_TOKENS,
    HAND_TRADES,
)
from trading_calls import LISTS, NUMBERS, ONE, Case, given

from bo_cli.core.project import Project, find_project
from bo_cli.core.settings import load_settings
from bo_cli.db.connect import connect
from bo_cli.migrations.build import clone, drop, finished_template
from bo_cli.seeding.scale import scale_trades
from bo_cli.stack.engines import engine_for

ROUNDS = 24
Connection = psycopg.Connection[Any]
HAND = "the best query by hand, without RLS"
BUSINESS = """
insert into memberships (person_id, role_key, domain_id)
select p.id, 'business', d.id from people as p, domains as d
where p.email = 'business@demo.example' and d.site_domain = 'trades-0001.example'
  and not exists (select from memberships as m where (m.person_id, m.domain_id) = (p.id, d.id))
"""
WHO = "select auth_user_id::text from people where email = 'business@demo.example'"
BY_HAND = {
    "transactions of a month": HAND_TRADES,
    "transactions by day": HAND_TRADES,
    "transactions of a year by month": HAND_TRADES,
    "fees of a month": HAND_FEES,
    "fees by day": HAND_FEES,
    "fees of a year by month": HAND_FEES,
    "referral revenue of a month": HAND_REFERRALS,
    "referrals of a year by month": HAND_BROUGHT,
    "volume by token": HAND_TOKENS,
    "fees by user": HAND_PAYERS,
}
# What each of them does before it counts: who asks and what that person may, and the filter.
ASKING = (
    "select private.report_domains('fees.manage', array[%s]::uuid[]),"
    " private.read_trade_window(private.read_trade_filter(%s), 'Europe/Paris')"
)

CYCLES = """
select private.period_marks(array(select p from private.trade_cycles(
  private.read_trade_window(private.read_trade_filter(%s), 'Europe/Paris'), '{}'
) as p))
"""


@contextmanager
def traded_database(project: Project, trades: int, keep: bool) -> Iterator[str]:
    """The address of a database with that many trades; dropped afterwards."""
    name = f"bo_bench_trading_{trades}"
    info = engine_for(load_settings(project), project).ensure_database()
    clone(info, finished_template(info, project), name)
    try:
        with connect(info.db_url, database=name, autocommit=True) as connection:
            scale_trades(connection, project, trades=trades)
        yield psycopg.conninfo.make_conninfo(info.db_url, dbname=name)
    finally:
        if not keep:
            drop(info, name)


def request(
    db: Connection, query: str, *args: Any, role: str = "authenticated"
) -> Callable[[], Any]:
    """A whole request of somebody of business; as postgres it pays for all of it but RLS."""
    [person] = db.execute(WHO).fetchone() or ()
    claims = json.dumps({"sub": person, "role": role, "aal": "aal2", "iat": int(time.time())})
    begin = f"select set_config('role', '{role}', true), set_config('request.jwt.claims', %s, true)"

    def run() -> Any:
        with db.transaction():
            db.execute(begin, [claims])
            return db.execute(query, args, prepare=True).fetchall()

    return run


def by_hand(db: Connection, bare_db: Connection) -> Iterator[bool]:
    """The numbers against the best queries without row security over the same blocks."""
    for name, hand in BY_HAND.items():
        case = NUMBERS[name]
        # Blocks are looked up, as the RPCs do: without that the planner reads all of them.
        for way in ("seqscan", "hashjoin", "mergejoin"):
            bare_db.execute(f"set enable_{way} = {'off' if hand != HAND_PAYERS else 'on'}")
        values = hand_values(db, case)
        rpc = request(db, f"select {case.columns} from {case.call}", *given(db, case))
        best = request(bare_db, hand, *values, role="postgres")
        assert rpc() == best(), f"{name}: the query by hand says something else"
        ask = request(db, ASKING, values[-1], json.dumps(case.window), role="postgres")
        idle = request(db, "select 1", role="postgres")
        least, found, asked, empty = compare(ROUNDS, best, rpc, ask, idle)
        print(f"{name}: {ms(found)}, by hand {ms(least)}, asking {ms(asked - empty)}")
        yield bar(name, found / least, 1.5, HAND)


def hand_values(db: Connection, case: Case) -> list[Any]:
    """What the query by hand asks for: when the cycles begin and end, and the domain."""
    domain_id = given(db, Case("", "", {}, "domain"))[0]
    if not case.columns.startswith("from_at"):
        marks = [case.window["from"], case.window["to"]]
        return [domain_id, *marks, domain_id] if "user" in case.call else [marks, domain_id]
    cycles = f"select distinct from_at, to_at from {case.call} order by 1"
    spans = request(db, cycles, *given(db, case))()
    marks = [begin for begin, _ in spans] + [spans[-1][1]]
    [[told]] = request(db, CYCLES.format(case.cycle), json.dumps(case.window), role="postgres")()
    assert told[1:] == marks
    return [told, domain_id]


def growth(small: Connection, large: Connection) -> Iterator[bool]:
    """Whatever a page shows, with ten times the trades, against the tenth."""
    for name, case in {**NUMBERS, **LISTS, **ONE}.items():
        query = f"select {case.columns} from {case.call}"
        little, much = compare(
            ROUNDS,
            request(small, query, *given(small, case)), request(large, query, *given(large, case)),
        )  # fmt: skip
        print(f"{name}: {ms(little)}, with ten times the trades {ms(much)}")
        yield bar(f"{name}, ten times the trades", much / little, 1.5, "a tenth of the trades")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--trades", type=int, default=1_000_000)
    parser.add_argument("--keep", action="store_true", help="leave the databases for a look")
    parser.add_argument("--db-url", help="a database that `bo seed --trades` has filled")
    parser.add_argument("--small-db-url", help="one with a tenth of that")
    parser.add_argument("--processor-time", action="store_true", help="see bench/clock.py")
    asked = parser.parse_args()
    project = find_project(Path(__file__).parent)
    with ExitStack() as stack:
        urls = [asked.small_db_url, asked.db_url]
        for place, trades in enumerate((asked.trades // 10, asked.trades)):
            urls[place] = urls[place] or stack.enter_context(
                traded_database(project, trades, asked.keep)
            )
        connections = [
            stack.enter_context(psycopg.connect(url, autocommit=True)) for url in [*urls, urls[1]]
        ]
        for db in connections[:2]:
            db.execute(BUSINESS)
        if asked.processor_time:
            for db in connections:
                clock.watch(db)
        small, large, bare = connections
        kept = [*by_hand(large, bare), *growth(small, large)]
    sys.exit(not all(kept))


if __name__ == "__main__":
    main()
