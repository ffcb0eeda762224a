"""Trades per cycle equal a computation from the raw rows."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from itertools import chain, pairwise
from typing import Any
from zoneinfo import ZoneInfo

import psycopg
import pytest

from tests.rpc.engagement.events import SITES, Connection

from .activity import period_after, period_of, periods
from .trade_filters import EMPTY, ask, fill, filters, of, same
from .trading import DAYS, ZONES, cohort, count_by_hand, is_meant
from .visits import BEGIN, count, domain

COUNTS = ["transactions", "failed", "reverted", "pending", "volume_usd_minor", "by_type"]


def check(row: dict[str, Any], now: dict[str, Any], before: dict[str, Any]) -> None:
    assert {key: row[key] for key in COUNTS} == now
    for key, name in (("transactions", "transactions"), ("volume_usd_minor", "volume")):
        assert row[f"previous_{key}"] == before[key]
        change = Fraction(now[key] - before[key], before[key]) if before[key] else None
        assert same(row[f"{name}_variation"], change)


@pytest.mark.row("C20", "C21", "C22", "R26")
@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("is_counted", [True, False])
def test_a_window_equals_the_raw_rows(
    db: Connection, as_person: Any, rpc: Callable[..., Any], zone: str, *, is_counted: bool
) -> None:
    raw = fill(db, 11)
    if is_counted:
        while count(db)["is_waiting"]:
            pass
    else:
        db.execute("select private.take_dirty_deals()")
    begin = (BEGIN + timedelta(days=12)).replace(tzinfo=ZoneInfo(zone))
    end = begin + timedelta(days=12)
    windows = [(begin - timedelta(days=12), begin, end)]
    odd = begin + timedelta(minutes=37)
    # To the second: on the wall and in all.
    length = end.astimezone(UTC) - odd.astimezone(UTC)
    windows.append(((odd.astimezone(UTC) - length), odd, end))
    for wanted in filters(db):
        for before, from_, to in windows:
            asked = ask(wanted, db, from_=from_, to=to)
            with as_person(db, "admin@admin.com"):
                [row] = rpc(db, "transaction_stats", filter=asked, time_zone=zone)
            trades = of(raw, wanted)
            check(row, count_by_hand(trades, from_, to), count_by_hand(trades, before, from_))
            assert (row["from_at"], row["to_at"], row["state"]) == (from_, to, "final")
    assert row["transactions"] == 0


@pytest.mark.row("C20", "C21", "C22")
@pytest.mark.parametrize("cycle", ["day", "week", "month"])
def test_cycles_equal_the_raw_rows(
    db: Connection, as_person: Any, rpc: Callable[..., Any], cycle: str
) -> None:
    raw = fill(db, 12)
    count(db)
    for zone in map(ZoneInfo, ZONES):
        begin, end = ((BEGIN + timedelta(days=day)).replace(tzinfo=zone) for day in (3, DAYS - 3))
        for wanted in [*filters(db)[:3], {"sites": [*SITES, EMPTY]}]:
            asked = ask(wanted, db, from_=begin, to=end)
            with as_person(db, "admin@admin.com"):
                found = rpc(db, "transaction_stats", filter=asked, cycle=cycle, time_zone=zone.key)
            days = list(periods(begin.date(), end.date(), cycle))
            assert [row["begins_on"] for row in found] == days
            marks = [period_of(days[0] - timedelta(days=1), cycle), *days]
            at = [
                datetime(day.year, day.month, day.day, tzinfo=zone)
                for day in [*marks, period_after(days[-1], cycle)]
            ]
            parts = [count_by_hand(of(raw, wanted), *span) for span in pairwise(at)]
            for row, now, before in zip(found, parts[1:], parts, strict=False):
                check(row, now, before)


@pytest.mark.row("C21")
@pytest.mark.parametrize(
    ("key", "kinds"),
    [
        ("order_types", [["market"], ["dca"], ["limit"], ["twap", "vwap", "custom"]]),
        ("venue", ["web", "mobile", "unknown"]),
        ("is_referred", [True, False]),
    ],
)
def test_parts_make_up_the_whole(
    db: Connection, as_person: Any, rpc: Callable[..., Any], key: str, kinds: list[Any]
) -> None:
    fill(db, 13)
    count(db)
    end = BEGIN + timedelta(days=DAYS)
    whole = ask({"sites": SITES}, db, from_=BEGIN, to=end)
    parts = [ask({"sites": SITES, key: kind}, db, from_=BEGIN, to=end) for kind in kinds]
    with as_person(db, "admin@admin.com"):
        [found] = rpc(db, "transaction_stats", filter=whole)
        cut = [rpc(db, "transaction_stats", filter=part)[0] for part in parts]
    assert found["transactions"] > 100
    for key in ("transactions", "failed", "reverted", "pending", "volume_usd_minor"):
        assert sum(row[key] for row in cut) == found[key]
    types: dict[str, Fraction] = {}
    for part in chain.from_iterable(row["by_type"] for row in cut):
        types[part["order_type"]] = types.get(part["order_type"], 0) + part["volume_usd_minor"]
    assert types == {part["order_type"]: part["volume_usd_minor"] for part in found["by_type"]}


@pytest.mark.row("C22", "R02")
def test_nothing_before_the_numbers_are_valid(
    db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> None:
    raw = fill(db, 15)
    count(db)
    since = BEGIN + timedelta(days=14, minutes=20)
    db.execute("update domains set stats_valid_from = %s where site_domain = %s", [since, SITES[0]])
    kept = [trade for trade in raw[SITES[0]] if trade["at"] >= since]
    begin, end = BEGIN + timedelta(days=14), BEGIN + timedelta(days=18)
    crossed = {"provider": "raydium", "cohort_id": cohort(domain(db, SITES[0]), "early")}
    for wanted in ({"sites": SITES[:1]}, {"sites": SITES[:1], **crossed}):
        asked = ask(wanted, db, from_=begin, to=end)
        with as_person(db, "admin@admin.com"):
            found = rpc(db, "transaction_stats", filter=asked, cycle="day", time_zone="UTC")
        for place, row in enumerate(found):
            at = begin + timedelta(days=place)
            now = count_by_hand(
                (trade for trade in kept if is_meant(trade, wanted)), at, at + timedelta(days=1)
            )
            assert {key: row[key] for key in COUNTS} == now
        assert [row["transactions_variation"] is None for row in found[:2]] == [True, True]


@pytest.mark.row("C20", "C21")
@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"cycle": "hour"}, "cycle"),
        ({"cycle": None}, "cycle"),
        ({"filter": {"order_types": ["fill"]}}, "filter.order_types"),
        ({"filter": {"side": "both"}}, "filter.side"),
        ({"filter": {"venue": "desk"}}, "filter.venue"),
        ({"filter": {"token_id": "T1"}}, "filter.token_id"),
        ({"filter": {"cohort_id": "early"}}, "filter.cohort_id"),
        ({"filter": {"provider": ""}}, "filter.provider"),
        ({"filter": {"is_referred": "yes"}}, "filter.is_referred"),
        ({"filter": {"from": "2026-01-01"}}, "filter.from"),
        ({"time_zone": "PST"}, "time_zone"),
    ],
)
def test_what_cannot_be_counted_is_refused(
    db: Connection, as_person: Any, rpc: Callable[..., Any], given: dict[str, Any], field: str
) -> None:
    with (
        pytest.raises(psycopg.errors.InvalidParameterValue, match=f"^{field}: "),
        as_person(db, "admin@admin.com"),
    ):
        rpc(db, "transaction_stats", **given)
