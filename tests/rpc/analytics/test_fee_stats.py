"""What the platform earned equals a computation from the charges."""

from collections.abc import Callable
from datetime import datetime, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.rpc.engagement.events import SITES, Connection

from .activity import period_after, period_of, periods
from .trade_filters import EMPTY, ask, charged, filters, of, same
from .trading import DAYS, ZONES
from .visits import BEGIN, count

SUMS = ["transactions", "volume_usd_minor", "fees_usd_minor", "net_usd_minor"]


def fees(trades: list[Any], begin: datetime, end: datetime, depth: int = 0) -> dict[str, Any]:
    """The numbers of fee_stats in begin <= time < end, of users below so many others."""
    done = [
        trade
        for trade in trades
        if begin <= trade["at"] < end and trade["charge"] and trade["depth"] >= depth
    ]
    known = [trade["charge"] for trade in done if trade["charge"]["usd_minor"] is not None]
    fee = sum(int(one["usd_minor"]) for one in known)
    commission = sum(int(one["commission_usd_minor"]) for one in known)
    volume = sum(int(trade["volume_usd_minor"]) for trade in done)
    waived = (
        int(one["platform_usd_minor"] - one["usd_minor"])
        for one in known
        if one["platform_usd_minor"] is not None
    )
    return {
        "transactions": len(done),
        "volume_usd_minor": volume,
        "fees_usd_minor": fee,
        "commissions_usd_minor": commission,
        "net_usd_minor": fee - commission,
        "waived_usd_minor": sum(waived),
        "unpriced": len(done) - len(known),
        "take_rate": Fraction(fee, volume) if volume else None,
        "net_take_rate": Fraction(fee - commission, volume) if volume else None,
    }


def change(now: Any, before: Any) -> Fraction | None:
    return (Fraction(now) - before) / before if now is not None and before else None


def check(row: dict[str, Any], now: dict[str, Any], before: dict[str, Any]) -> None:
    assert all(same(row[key], value) for key, value in now.items()), (row, now)
    assert row["previous_fees_usd_minor"] == before["fees_usd_minor"]
    assert same(row["previous_take_rate"], before["take_rate"])
    assert same(row["fees_variation"], change(now["fees_usd_minor"], before["fees_usd_minor"]))
    assert same(row["take_rate_variation"], change(now["take_rate"], before["take_rate"]))


@pytest.mark.row("C23", "C25")
@pytest.mark.parametrize("cycle", ["day", "month"])
def test_fees_equal_the_charges(
    db: Connection, as_person: Any, rpc: Callable[..., Any], cycle: str
) -> None:
    raw = charged(db, 21)
    assert fees(raw[SITES[0]], BEGIN, BEGIN + timedelta(days=DAYS))["waived_usd_minor"] != 0
    assert fees(raw[SITES[1]], BEGIN, BEGIN + timedelta(days=DAYS))["unpriced"] > 3
    count(db)
    for zone in map(ZoneInfo, ZONES[1:4]):
        begin, end = ((BEGIN + timedelta(days=day)).replace(tzinfo=zone) for day in (3, DAYS - 3))
        for wanted in [*filters(db)[:5], {"sites": [*SITES, EMPTY]}]:
            asked = ask(wanted, db, from_=begin, to=end)
            with as_person(db, "admin@admin.com"):
                found = rpc(db, "fee_stats", filter=asked, cycle=cycle, time_zone=zone.key)
            days = list(periods(begin.date(), end.date(), cycle))
            marks = [period_of(days[0] - timedelta(days=1), cycle), *days]
            at = [
                datetime(day.year, day.month, day.day, tzinfo=zone)
                for day in [*marks, period_after(days[-1], cycle)]
            ]
            parts = [fees(of(raw, wanted), *span) for span in pairwise(at)]
            assert [row["begins_on"] for row in found] == days
            for row, now, before in zip(found, parts[1:], parts, strict=False):
                check(row, now, before)


@pytest.mark.row("C24")
def test_what_users_paid_makes_the_whole(
    db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> None:
    raw = charged(db, 23)
    begin, end = BEGIN + timedelta(days=2), BEGIN + timedelta(days=30)
    for site in [*SITES, EMPTY]:
        [domain_id] = ask({"sites": [site]}, db)["domain_ids"]
        asked = {"domain_id": domain_id, "since": begin, "before": end}
        with as_person(db, "admin@admin.com"):
            found = rpc(db, "fees_by_user", **asked)
            pages = list(walk(db, rpc, asked))
            [whole] = rpc(db, "fee_stats", filter=ask({"sites": [site]}, db, from_=begin, to=end))
        assert [row["fees_usd_minor"] for row in pages] == [row["fees_usd_minor"] for row in found]
        assert [row["rank"] for row in pages] == list(range(1, len(found) + 1))
        by_user: dict[Any, list[Any]] = {}
        for trade in raw[site]:
            by_user.setdefault(trade["platform_user_id"], []).append(trade)
        sums = {user: fees(trades, begin, end) for user, trades in by_user.items()}
        order = sorted(
            (user for user in sums if sums[user]["transactions"]),
            key=lambda user: (-sums[user]["fees_usd_minor"], str(user)),
        )
        assert [row["platform_user_id"] for row in found] == order
        total = int(whole["fees_usd_minor"])
        for row in found:
            expected = sums[row["platform_user_id"]]
            assert {key: row[key] for key in SUMS} == {key: expected[key] for key in SUMS}
            total = whole["fees_usd_minor"]
            assert same(
                row["share"], Fraction(expected["fees_usd_minor"], int(total)) if total else None
            )
        for key in SUMS:
            assert sum(row[key] for row in found) == whole[key]


def walk(db: Connection, rpc: Callable[..., Any], asked: dict[str, Any]) -> Any:
    after = None
    while page := rpc(db, "fees_by_user", **asked, after=after, page_size=3):
        yield from page
        after = page[-1]["cursor"]
