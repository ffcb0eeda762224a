"""Two at once write lines next to each other: neither sees the other, and the numbers are right."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime, timedelta
from typing import Any

import psycopg
import pytest

from bo_cli.core.connection import ConnectionInfo
from bo_cli.policies.databases import worker_database
from tests.rpc.engagement.events import SITES, Connection, add_sites, make_id

from .trade_filters import ask
from .visits import BEGIN, count, domain

WHO = ("top", "mid", "low", "other")
BRING = """
update platform_users set referrer_id = %s, referred_at = %s where domain_id = %s and id = %s
"""
SEEN = ["new_referrers", "new_referrals", "new_level_2", "new_level_3"]


@pytest.fixture
def url(database_server: ConnectionInfo, template: str) -> Iterator[str]:
    with worker_database(database_server, template) as url:
        yield url


def day(number: int) -> datetime:
    return BEGIN + timedelta(days=number, hours=9)


def bring(db: Connection, brought: str, host: str, number: int) -> None:
    values = [make_id(host), day(number), domain(db, SITES[0]), make_id(brought)]
    db.execute(BRING, values)


def told(db: Connection, as_person: Any, rpc: Callable[..., Any]) -> dict[int, list[int]]:
    """The new ones of each day of ten that has any."""
    asked = ask({"sites": SITES[:1]}, db, from_=BEGIN, to=BEGIN + timedelta(days=10))
    with as_person(db, "admin@admin.com"):
        found = rpc(db, "referral_stats", filter=asked, cycle="day", time_zone="UTC")
    db.rollback()
    days = {(row["begins_on"] - BEGIN.date()).days: [row[name] for name in SEEN] for row in found}
    return {number: seen for number, seen in days.items() if any(seen)}


# Each: what was, what two write at once, and what there is then of each day.
CASES = {
    "both ends of a line of two": (
        [], [("low", "mid", 6), ("mid", "top", 2)], {2: [1, 1, 0, 0], 6: [1, 1, 1, 0]},
    ),
    "both ends of a line of three": (
        [("mid", "top", 3)], [("low", "mid", 6), ("top", "other", 2)],
        {2: [1, 1, 0, 0], 3: [1, 1, 1, 0], 6: [1, 1, 1, 1]},
    ),
    "two who are brought before the first": (
        [("low", "top", 6)], [("mid", "top", 4), ("other", "top", 2)],
        {2: [1, 1, 0, 0], 4: [0, 1, 0, 0], 6: [0, 1, 0, 0]},
    ),
    "the first leaves while another is brought": (
        [("low", "top", 2)], [("low", "mid", 2), ("other", "top", 6)],
        {2: [1, 1, 0, 0], 6: [1, 1, 0, 0]},
    ),
    "the middle is brought elsewhere while its end moves": (
        [("low", "mid", 3), ("mid", "top", 2)], [("mid", "other", 5), ("low", "mid", 7)],
        {5: [1, 1, 0, 0], 7: [1, 1, 1, 0]},
    ),
}  # fmt: skip


@pytest.mark.row("C26", "C27")
def test_of_two_writers_nothing_is_lost(url: str, as_person: Any, rpc: Callable[..., Any]) -> None:
    with ExitStack() as stack:
        db, one, two = (stack.enter_context(psycopg.connect(url)) for _ in range(3))
        add_sites(db)
        for before, writes, wanted in CASES.values():
            for places in ((0, 1), (1, 0)):
                begin(db, before)
                first, second = (writes[place] for place in places)
                bring(one, *first)
                bring(two, *second)
                one.commit()
                told(db, as_person, rpc)
                count(db)
                db.commit()
                two.commit()
                assert told(db, as_person, rpc) == wanted
                count(db)
                db.commit()
                assert told(db, as_person, rpc) == wanted


def begin(db: Connection, lines: list[tuple[str, str, int]]) -> None:
    """The four users with these lines, all counted."""
    site = domain(db, SITES[0])
    db.execute("delete from platform_users where domain_id = %s", [site])
    for name in WHO:
        db.execute(
            "insert into platform_users (domain_id, id, external_id, joined_at)"
            " values (%s, %s, %s, %s)",
            [site, make_id(name), name, BEGIN - timedelta(days=99)],
        )
    for line in lines:
        bring(db, *line)
    count(db)
    db.commit()
