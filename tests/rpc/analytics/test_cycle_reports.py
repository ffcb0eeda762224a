"""A report on a row of cycles equals a computation from the raw rows in its time."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import psycopg
import pytest

from tests.rpc.engagement.events import SITES, Connection

from . import test_fee_stats
from .activity import period_after, period_of
from .test_transaction_stats import check
from .trade_filters import charged, fill
from .trading import ZONES, count_by_hand
from .visits import BEGIN, count, domain

TWIN = """
insert into cycles (domain_id, id, kind, starts_at, ends_at, time_zone)
select d.id, %s, 'custom', '2026-03-25', clock_timestamp(), 'UTC' from domains as d where d.id <> %s
"""


def made(db: Connection, rpc: Callable[..., Any], **given: Any) -> dict[str, Any]:
    """A cycle of the first site, and the filter that asks for it; other sites have its id too."""
    cycle: dict[str, Any] = rpc(db, "create_cycle", domain_id=domain(db, SITES[0]), **given)
    asked = {"domain_ids": [str(cycle["domain_id"])], "cycle_id": str(cycle["id"])}
    return cycle | {"filter": asked}


def twins(db: Connection, cycle: dict[str, Any]) -> None:
    db.execute(TWIN, [cycle["id"], cycle["domain_id"]])
    # So that it lies behind them.
    db.execute("update cycles set kind = kind where domain_id = %s", [cycle["domain_id"]])


def at(day: Any, zone: ZoneInfo) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=zone)


@pytest.mark.row("C20")
@pytest.mark.parametrize("zone", ZONES)
def test_a_cycle_is_compared_with_the_one_before(
    db: Connection, as_person: Any, rpc: Callable[..., Any], zone: str
) -> None:
    trades = charged(db, 41)[SITES[0]]
    count(db)
    wall = ZoneInfo(zone)
    for kind in ("day", "week", "month"):
        inside = at((BEGIN + timedelta(days=20)).date(), wall) + timedelta(hours=7)
        with as_person(db, "admin@admin.com"):
            cycle = made(db, rpc, kind=kind, starts_at=inside, time_zone=zone)
        twins(db, cycle)
        begins = period_of(inside.date(), kind)
        days = [period_of(begins - timedelta(days=1), kind), begins, period_after(begins, kind)]
        times = [at(day, wall) for day in days]
        with as_person(db, "admin@admin.com"):
            [row] = rpc(db, "transaction_stats", filter=cycle["filter"])
            [fees] = rpc(db, "fee_stats", filter=cycle["filter"])
        before, now = (count_by_hand(trades, *span) for span in pairwise(times))
        check(row, now, before)
        assert (row["begins_on"], row["from_at"], row["to_at"]) == (days[1], *times[1:])
        parts = [test_fee_stats.fees(trades, *span) for span in pairwise(times)]
        test_fee_stats.check(fees, parts[1], parts[0])


@pytest.mark.row("C20")
def test_cycles_that_follow_one_another_count_each_trade_once(
    db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> None:
    trades = fill(db, 42)[SITES[0]]
    count(db)
    for zone in ZONES:
        # To a tenth of a second, and midnights among them, at which there are trades.
        midnight = at((BEGIN + timedelta(days=10)).date(), ZoneInfo(zone)).astimezone(UTC)
        hours = (-24, -3.00001, 0, 24, 51.5, 300)
        marks = [midnight + timedelta(hours=hour) for hour in hours]
        found = []
        for begin, end in pairwise(marks):
            with as_person(db, "admin@admin.com"):
                cycle = made(db, rpc, kind="custom", starts_at=begin, ends_at=end, time_zone=zone)
                [row] = rpc(db, "transaction_stats", filter=cycle["filter"])
                tokens = rpc(db, "volume_by_token", filter=cycle["filter"])
            now = count_by_hand(trades, begin, end)
            check(row, now, count_by_hand(trades, row["from_at"] - (end - begin), begin))
            assert sum(token["transactions"] for token in tokens) == now["transactions"]
            found.append(row["transactions"])
        assert sum(found) == count_by_hand(trades, marks[0], marks[-1])["transactions"] > 0


@pytest.mark.row("C20", "C28", "C29")
def test_a_cycle_may_be_divided(db: Connection, as_person: Any, rpc: Callable[..., Any]) -> None:
    charged(db, 43)
    count(db)
    zone = "Europe/Paris"
    begin = at(BEGIN.date(), ZoneInfo(zone))
    times = {"from": begin.isoformat(), "to": (begin + timedelta(days=20)).isoformat()}
    with as_person(db, "admin@admin.com"):
        cycle = made(
            db,
            rpc,
            kind="custom",
            starts_at=begin,
            ends_at=begin + timedelta(days=20),
            time_zone=zone,
        )
        for name in ("transaction_stats", "fee_stats", "referral_revenue", "referral_stats"):
            for part in ("day", "week", "month", "custom"):
                asked = {"domain_ids": cycle["filter"]["domain_ids"], **times}
                whole = rpc(db, name, filter=asked, cycle=part, time_zone=zone)
                assert rpc(db, name, filter=cycle["filter"], cycle=part) == whole != []


@pytest.mark.row("C20")
@pytest.mark.parametrize(
    ("given", "rest", "field"),
    [
        ({"from": "2026-03-01T00:00:00Z"}, {}, "filter.cycle_id"),
        ({"to": "2026-03-01T00:00:00Z"}, {}, "filter.cycle_id"),
        ({}, {"time_zone": "UTC"}, "filter.cycle_id"),
        ({"domain_ids": None}, {}, "filter.domain_ids"),
        ({"domain_ids": []}, {}, "filter.domain_ids"),
        ({"domain_ids": SITES[:2]}, {}, "filter.domain_ids"),
        ({"cycle_id": "march"}, {}, "filter.cycle_id"),
    ],
)
def test_a_cycle_goes_with_its_domain_alone(
    db: Connection, as_person: Any, rpc: Callable[..., Any], given: Any, rest: Any, field: str
) -> None:
    if given.get("domain_ids"):
        given = {"domain_ids": [domain(db, site) for site in given["domain_ids"]]}
    with as_person(db, "admin@admin.com"):
        cycle = made(db, rpc, kind="day", starts_at=BEGIN)
        assert rpc(db, "transaction_stats", filter=cycle["filter"])
        with pytest.raises(psycopg.errors.InvalidParameterValue, match=f"^{field}: "):
            rpc(db, "transaction_stats", filter=cycle["filter"] | given, **rest)


@pytest.mark.row("C20")
def test_a_cycle_is_of_the_own_domain(
    db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> None:
    with as_person(db, "admin@admin.com"):
        cycle = made(db, rpc, kind="day", starts_at=BEGIN)
    asked = cycle["filter"] | {"domain_ids": [domain(db, SITES[1])]}
    with as_person(db, "admin@admin.com"), pytest.raises(psycopg.Error, match="no such cycle"):
        rpc(db, "transaction_stats", filter=asked)
    with (
        as_person(db, "staff@demo.example"),
        pytest.raises(psycopg.errors.InsufficientPrivilege, match=r"analytics.view"),
    ):
        rpc(db, "transaction_stats", filter=cycle["filter"])
