"""Where active people came from and who went, equals a computation from the raw rows."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.rpc.engagement.events import SITES, Connection, event, ingest

from .activity import SPAN, Days, active_between, active_days, active_in, fill, period_of, periods
from .test_activity_series import SEVERAL, uuids
from .test_client_dashboard import ZONES, same
from .visits import BEGIN, as_filter, count, domain

Counts = dict[str, int]


def growth(days: Days, period: Any, bucket: str) -> Counts:
    now = active_in(days, period, bucket)
    before = active_in(days, period_of(period - timedelta(days=1), bucket), bucket)
    ever = active_between(days, period.min, period)
    return {
        "active": len(now),
        "previous": len(before),
        "new_people": len(now - ever),
        "retained": len(now & before),
        "resurrected": len((now & ever) - before),
        "churned": len(before - now),
        "delta": len(now) - len(before),
    }


@pytest.mark.row("R02", "C19")
@pytest.mark.parametrize("bucket", ["day", "week", "month"])
def test_every_period_equals_the_raw_rows(
    db: Connection, as_person: Any, rpc: Callable[..., Any], bucket: str
) -> None:
    raw = fill(db, 7)
    told: list[dict[str, Any]] = []
    for zone in map(ZoneInfo, ZONES):
        begin, end = ((BEGIN + timedelta(days=days)).replace(tzinfo=zone) for days in (3, SPAN - 4))
        for names in SEVERAL:
            ids = uuids(db, names)
            sites = [active_days(raw, one, zone) for one in ids]
            wanted = as_filter(from_=begin, to=end, domain_ids=[str(one) for one in ids])
            with as_person(db, "admin@admin.com"):
                found = rpc(
                    db, "growth_accounting", filter=wanted, bucket=bucket, time_zone=zone.key
                )
            assert [row["begins_on"] for row in found] == list(
                periods(begin.date(), end.date(), bucket)
            )
            for row in found:
                several = [growth(one, row["begins_on"], bucket) for one in sites]
                expected = {key: sum(one[key] for one in several) for key in several[0]}
                assert {key: row[key] for key in expected} == expected
                previous = expected["previous"]
                change = Fraction(expected["delta"], previous) if previous else None
                assert same(row["variation"], change)
            told += found
    check_identities(told)


def check_identities(told: list[dict[str, Any]]) -> None:
    for row in told:
        assert row["active"] == row["new_people"] + row["retained"] + row["resurrected"]
        assert row["delta"] == row["new_people"] + row["resurrected"] - row["churned"]
    for key in ("new_people", "retained", "churned"):
        assert any(row[key] for row in told), key


@pytest.mark.row("R02")
def test_what_is_not_over_has_no_variation(
    db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> None:
    today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    seen = [today - timedelta(days=2), today - timedelta(days=1), today]
    ingest(db, [event(f"{at}", occurred_at=at.isoformat(), received_at=at.isoformat())
                for at in seen])  # fmt: skip
    count(db)
    wanted = as_filter(
        from_=seen[1], to=today + timedelta(hours=1), domain_ids=[domain(db, SITES[0])]
    )
    with as_person(db, "admin@admin.com"):
        found = rpc(db, "growth_accounting", filter=wanted, bucket="day", time_zone="UTC")
        series = rpc(db, "activity_series", filter=wanted, bucket="day", time_zone="UTC")
    assert [(row["state"], row["retained"], row["variation"]) for row in found] == [
        ("provisional", 1, 0),
        ("partial", 1, None),
    ]
    assert [(row["state"], row["active"], row["stickiness"] is None) for row in series] == [
        ("provisional", 1, False),
        ("partial", 1, True),
    ]


@pytest.mark.row("R02")
def test_a_week_that_counted_in_part_is_not_compared_with(
    db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> None:
    monday = datetime(2026, 3, 2, tzinfo=UTC)
    seen = [monday + timedelta(days=day, hours=12) for day in range(21)]
    ingest(db, [event(f"{at}", occurred_at=at.isoformat(), received_at=at.isoformat())
                for at in seen])  # fmt: skip
    count(db)
    since = monday + timedelta(days=3)
    db.execute("update domains set stats_valid_from = %s where site_domain = %s", [since, SITES[0]])
    wanted = as_filter(
        from_=monday + timedelta(days=7),
        to=monday + timedelta(days=21),
        domain_ids=[domain(db, SITES[0])],
    )
    with as_person(db, "admin@admin.com"):
        found = rpc(db, "growth_accounting", filter=wanted, bucket="week", time_zone="UTC")
    assert [(row["previous"], row["variation"]) for row in found] == [(1, None), (1, 0)]
