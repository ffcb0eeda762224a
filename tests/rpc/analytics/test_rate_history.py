"""The history of the schedule tells what held at any instant, and so what was earned by it."""

import json
import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.rpc.commerce import trades
from tests.rpc.commerce.fees import WEIGHTS, resolve
from tests.rpc.commerce.shadow import cast_shadow
from tests.rpc.commerce.test_fee_resolution import DOMAIN, STORE
from tests.rpc.engagement.events import Connection

from .activity import period_after, period_of, periods
from .test_fee_stats import change
from .trade_filters import same
from .trading import ZONES
from .visits import count

START = datetime(2026, 2, 20, tzinfo=UTC)
DAYS = 60
TICK = timedelta(microseconds=1)
TYPES = ["market", "dca", "limit"]


def moment(draw: random.Random) -> datetime:
    """Any moment, but often a midnight of some zone, or just before it."""
    at = START + timedelta(seconds=draw.randrange(DAYS * 86400))
    if draw.random() < 0.5:
        midnight = at.replace(hour=0, minute=0, second=0, tzinfo=ZoneInfo(draw.choice(ZONES)))
        return midnight.astimezone(UTC) - draw.choice([timedelta(0), timedelta(milliseconds=1)])
    return at


def make_rules(db: Connection, draw: random.Random) -> None:
    """Many versions: of the whole platform without a gap, of types and promotions with gaps."""
    marks = sorted({moment(draw) for _ in range(8)})
    first = "update fee_rules set ends_at = %s where domain_id = %s and reason = 'The first fee'"
    db.execute(first, [marks[0], DOMAIN])
    spans: list[tuple[str | None, str, tuple[datetime, datetime]]] = [
        (None, "rule", span) for span in pairwise([*marks, datetime(2026, 7, 1, tzinfo=UTC)])
    ]
    for kind, order_type in [("rule", "dca"), ("promotion", "limit"), ("promotion", None)]:
        some = sorted({moment(draw) for _ in range(8)})
        spans += [(order_type, kind, span) for span in list(pairwise(some))[::2]]
    rates = [5000, 15000, 7123, 12500, 900]
    rows = [
        {"order_type": order_type, "kind": kind, "starts_at": span[0].isoformat(),
         "ends_at": span[1].isoformat(), "rate_ppm": draw.choice(rates), "reason": "drawn"}
        for order_type, kind, span in spans
    ]  # fmt: skip
    db.execute(STORE, [DOMAIN, json.dumps(rows)])


def make_trades(db: Connection, draw: random.Random) -> list[dict[str, Any]]:
    told = [
        trades.transaction(
            number, type=draw.choice(TYPES), occurred_at=moment(draw).isoformat(),
            at="2026-06-01T00:00:00Z", fee_minor=1, fee_usd_minor=None,
            # Of 0.5 % or 1.5 % many of these are a half.
            volume_usd_minor=draw.choice([draw.randrange(10**6), 100 * draw.randrange(99)]),
        )
        for number in range(200)
    ]  # fmt: skip
    trades.ingest(db, told)
    return told


def read_history(db: Connection, rpc: Callable[..., Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    after = None
    while page := rpc(db, "fee_history", filter={"domain_ids": [DOMAIN]}, after=after, page_size=7):
        found += page
        after = page[-1]["cursor"]
    scopes = dict.fromkeys(WEIGHTS)
    return [row | scopes | row["scope"] | {"id": str(row["rule_id"])} for row in found]


def held(history: list[dict[str, Any]], at: datetime) -> dict[str, int]:
    return {
        row["id"]: row["rate_ppm"]
        for row in history
        if row["starts_at"] <= at and (row["ends_at"] is None or at < row["ends_at"])
    }


def scheduled(db: Connection, rpc: Callable[..., Any], at: datetime) -> dict[str, int]:
    rows = rpc(db, "fee_schedule_at", domain_id=DOMAIN, at=at, page_size=500)
    return {str(row["id"]): row["rate_ppm"] for row in rows}


@pytest.mark.row("C25")
def test_any_past_instant_can_be_told(db: Connection, as_person: Any, rpc: Any) -> None:
    make_rules(db, random.Random(51))  # noqa: S311
    cast_shadow(db, DOMAIN)
    with as_person(db, "business@demo.example", aal="aal2"):
        history = read_history(db, rpc)
        edges = {edge for row in history for edge in (row["starts_at"], row["ends_at"]) if edge}
        assert len(edges) > 30
        marks = [edge + shift for edge in edges for shift in (-TICK, timedelta(0), TICK)]
        told = {at: scheduled(db, rpc, at) for at in marks if at < datetime.now(UTC)}
        assert told == {at: held(history, at) for at in told}
        rpc(db, "set_platform_fee", domain_id=DOMAIN, rate_ppm=1, reason="another")
        for rule in history:
            if rule["ends_at"] is None and rule["scope"]:
                rpc(db, "close_fee_rule", domain_id=DOMAIN, rule_id=rule["id"], reason="gone")
        assert {at: scheduled(db, rpc, at) for at in told} == told
        after = read_history(db, rpc)
    assert {at: held(after, at) for at in told} == told
    check_versions(after)


def check_versions(history: list[dict[str, Any]]) -> None:
    """Each version is compared with the one before of exactly the same."""
    before: dict[str, dict[str, Any]] = {}
    for row in sorted(history, key=lambda row: row["starts_at"]):
        key = json.dumps([row["kind"], row["scope"]], sort_keys=True)
        last = before.get(key)
        assert row["previous_rate_ppm"] == (last and last["rate_ppm"])
        assert row["change_ppm"] == (last and row["rate_ppm"] - last["rate_ppm"])
        part = change(row["rate_ppm"], last["rate_ppm"]) if last else None
        assert same(row["rate_variation"], part)
        if row["ends_at"] != row["starts_at"]:
            before[key] = row


def earned(told: list[dict[str, Any]], history: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    """When each trade was, its volume, and what its rule makes of it: half to even, in cents."""
    found = []
    halves = 0
    for trade in told:
        at, volume = datetime.fromisoformat(trade["occurred_at"]), trade["volume_usd_minor"]
        context = dict.fromkeys(WEIGHTS) | {"order_type": trade["type"], "at": at, "cohorts": {}}
        rule, promotion = resolve(history, context)
        exact = Fraction(volume * (promotion or rule)["rate_ppm"], 10**6)
        halves += exact.denominator == 2
        found.append((at, volume, round(exact)))  # of a Fraction: half to even
    assert halves > 9
    return found


@pytest.mark.row("C25")
def test_the_effective_rate_follows_from_it(db: Connection, as_person: Any, rpc: Any) -> None:
    draw = random.Random(52)  # noqa: S311
    make_rules(db, draw)
    cast_shadow(db, DOMAIN)
    told = make_trades(db, draw)
    count(db)
    with as_person(db, "business@demo.example", aal="aal2"):
        fees = earned(told, read_history(db, rpc))
    for zone in map(ZoneInfo, ZONES):
        begin, end = ((START + timedelta(days=day)).replace(tzinfo=zone) for day in (2, DAYS - 2))
        asked = {"domain_ids": [DOMAIN], "from": begin.isoformat(), "to": end.isoformat()}
        for cycle in ("day", "week", "month"):
            with as_person(db, "business@demo.example", aal="aal2"):
                found = rpc(db, "fee_stats", filter=asked, cycle=cycle, time_zone=zone.key)
            days = list(periods(begin.date(), end.date(), cycle))
            marks = [period_of(days[0] - timedelta(days=1), cycle), *days]
            at = [
                datetime(day.year, day.month, day.day, tzinfo=zone)
                for day in [*marks, period_after(days[-1], cycle)]
            ]
            rates = [rate(fees, *span) for span in pairwise(at)]
            assert [row["begins_on"] for row in found] == days
            for row, now, before in zip(found, rates[1:], rates, strict=False):
                assert (row["fees_usd_minor"], row["volume_usd_minor"]) == now[:2]
                assert same(row["take_rate"], now[2])
                assert same(row["previous_take_rate"], before[2])
                assert same(row["take_rate_variation"], change(now[2], before[2]))


def rate(fees: list[tuple[Any, ...]], begin: datetime, end: datetime) -> tuple[Any, ...]:
    """Fees and volume of begin <= time < end, and the one divided by the other."""
    inside = [(volume, fee) for at, volume, fee in fees if begin <= at < end]
    volume, fee = sum(volume for volume, _ in inside), sum(fee for _, fee in inside)
    return fee, volume, Fraction(fee, volume) if volume else None
