"""Who was brought when, by whom and through which code, equals a computation from the raw rows."""

from collections.abc import Callable
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.rpc.engagement.events import SITES, Connection

from .activity import period_after, periods
from .trade_filters import EMPTY, ask, charged, same
from .trading import ZONES
from .visits import BEGIN, domain

PEOPLE = "select * from platform_users where domain_id = %s"


def people(db: Connection, site: str) -> dict[Any, dict[str, Any]]:
    cursor = db.execute(PEOPLE, [domain(db, site)])
    names = [column.name for column in cursor.description or []]
    rows = (dict(zip(names, row, strict=True)) for row in cursor.fetchall())
    return {row["id"]: row for row in rows}


def moments(users: dict[Any, dict[str, Any]]) -> dict[int, list[datetime]]:
    """When users came to stand below one, two and three others; 0: when somebody first did so."""
    found: dict[int, list[datetime]] = {0: [], 1: [], 2: [], 3: []}
    first: dict[Any, datetime] = {}
    for user in users.values():
        at, level, above = BEGIN - timedelta(days=9999), 0, user
        while level < 3 and above["referrer_id"]:
            level += 1
            at = max(at, above["referred_at"] or above["joined_at"])
            found[level].append(at)
            if level == 1:
                first[user["referrer_id"]] = min(at, first.get(user["referrer_id"], at))
            above = users[above["referrer_id"]]
    found[0] = list(first.values())
    return found


@pytest.mark.row("C26", "C27", "C28")
@pytest.mark.parametrize("cycle", ["day", "week"])
def test_referrals_equal_the_raw_rows(
    db: Connection, as_person: Any, rpc: Callable[..., Any], cycle: str
) -> None:
    charged(db, 31)
    db.execute(
        "update platform_users set referred_at = null where external_id = 'trader-9'"
        " and domain_id = %s",
        [domain(db, SITES[0])],
    )
    for zone in map(ZoneInfo, ZONES):
        begin, end = ((BEGIN + timedelta(days=day)).replace(tzinfo=zone) for day in (1, 12))
        days = list(periods(begin.date(), end.date(), cycle))
        for sites in ([SITES[0]], [*SITES, EMPTY], [EMPTY]):
            asked = ask({"sites": sites}, db, from_=begin, to=end)
            with as_person(db, "admin@admin.com"):
                found = rpc(db, "referral_stats", filter=asked, cycle=cycle, time_zone=zone.key)
            assert [row["begins_on"] for row in found] == days
            lines = [moments(people(db, site)) for site in sites]
            before = None
            for row in found:
                whole = [
                    at(row["begins_on"], zone),
                    at(period_after(row["begins_on"], cycle), zone),
                ]
                now = {n: sum(inside(line[n], *whole) for line in lines) for n in range(4)}
                names = ["new_referrers", "new_referrals", "new_level_2", "new_level_3"]
                assert [row[name] for name in names] == list(now.values())
                names = ["referrers_total", "referrals_total", "level_2_total", "level_3_total"]
                assert [row[name] for name in names] == [
                    sum(
                        inside(line[n], datetime.min.replace(tzinfo=zone), whole[1])
                        for line in lines
                    )
                    for n in range(4)
                ]
                if before:
                    assert same(row["referrers_variation"], change(now[0], before[0]))
                    assert same(row["referrals_variation"], change(now[1], before[1]))
                before = now
    assert found[0]["referrers_variation"] is None


def at(day: Any, zone: ZoneInfo) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=zone)


def inside(times: list[datetime], begin: datetime, end: datetime) -> int:
    return sum(begin <= one < end for one in times)


def change(now: int, before: int) -> Fraction | None:
    return Fraction(now - before, before) if before else None
