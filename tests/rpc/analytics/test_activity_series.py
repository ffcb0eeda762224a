"""Who was active, by day, week and month, equals a computation from the raw rows."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

import psycopg
import pytest

from tests.rpc.engagement.events import SITES, Connection, event, ingest, make_id, message

from .activity import SPAN, Days, active_between, active_days, active_in, fill, periods
from .test_client_dashboard import ZONES, same
from .visits import BEGIN, as_filter, count, domain

SEVERAL = [[SITES[0]], SITES, ["empty.example"]]
METRICS = {"day": "dau", "week": "wau_calendar", "month": "mau_calendar"}


def uuids(db: Connection, names: list[str]) -> list[Any]:
    return [row[0] for row in db.execute("select tests.domain(unnest(%s::text[]))", [names])]


def rolling(sites: list[Days], day: date) -> dict[str, int | Fraction | None]:
    def active(days: int, last: date) -> int:
        begin = last - timedelta(days=days - 1)
        return sum(len(active_between(one, begin, last + timedelta(days=1))) for one in sites)

    average = Fraction(sum(active(1, day - timedelta(days=back)) for back in range(30)), 30)
    return {
        "active": active(1, day),
        "wau_7d": active(7, day),
        "mau_30d": active(30, day),
        "average_dau_30d": average,
        "stickiness": average / active(30, day) if active(30, day) else None,
    }


@pytest.mark.row("R02", "C17", "C18")
@pytest.mark.parametrize("zone", ZONES)
def test_every_day_equals_the_raw_rows(
    db: Connection, as_person: Any, rpc: Callable[..., Any], zone: str
) -> None:
    raw = fill(db, 5)
    begin = (BEGIN + timedelta(days=5)).replace(tzinfo=ZoneInfo(zone))
    for names in SEVERAL:
        ids = uuids(db, names)
        sites = [active_days(raw, one, ZoneInfo(zone)) for one in ids]
        wanted = as_filter(
            from_=begin, to=begin + timedelta(days=60), domain_ids=[str(one) for one in ids]
        )
        with as_person(db, "admin@admin.com"):
            found = rpc(db, "activity_series", filter=wanted, bucket="day", time_zone=zone)
        assert [row["begins_on"] for row in found] == [
            begin.date() + timedelta(days=place) for place in range(60)
        ]
        for row in found:
            expected = rolling(sites, row["begins_on"])
            assert all(same(row[key], expected[key]) for key in expected), (row, expected)
            assert (row["metric"], row["state"]) == ("dau", "final")
        assert names == ["empty.example"] or max(row["stickiness"] for row in found) > 0.02


@pytest.mark.row("R02", "C18")
@pytest.mark.parametrize("bucket", ["week", "month"])
def test_weeks_and_months_equal_the_raw_rows(
    db: Connection, as_person: Any, rpc: Callable[..., Any], bucket: str
) -> None:
    raw = fill(db, 6)
    for zone in map(ZoneInfo, ZONES):
        begin, end = ((BEGIN + timedelta(days=days)).replace(tzinfo=zone) for days in (3, SPAN - 4))
        for names in SEVERAL:
            ids = uuids(db, names)
            sites = [active_days(raw, one, zone) for one in ids]
            wanted = as_filter(from_=begin, to=end, domain_ids=[str(one) for one in ids])
            with as_person(db, "admin@admin.com"):
                found = rpc(db, "activity_series", filter=wanted, bucket=bucket, time_zone=zone.key)
            days = list(periods(begin.date(), end.date(), bucket))
            assert [row["begins_on"] for row in found] == days
            assert [row["active"] for row in found] == [
                sum(len(active_in(one, day, bucket)) for one in sites) for day in days
            ]
            assert {row["metric"] for row in found} == {METRICS[bucket]}
            assert {row["mau_30d"] for row in found} == {None}


@pytest.mark.row("R02")
def test_what_happens_to_a_visitor_is_no_activity(
    db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> None:
    passive = [
        event("shown", "widget_shown", properties={"visible_ms": 60000}),
        event("named", "identify", properties={"email": "a@acme.example"}),
        event("known", "enrichment", properties={"source": "test", "data": {"city": "Paris"}}),
        event("shown demo", "demo_proposed", conversation_id=make_id("conversation")),
        message("answer", 1),
    ]
    ingest(db, passive)
    count(db)
    assert dau(db, as_person, rpc) == 0
    ingest(db, [message("question", 0)])
    count(db)
    assert dau(db, as_person, rpc) == 1


def dau(db: Connection, as_person: Any, rpc: Callable[..., Any]) -> int:
    wanted = as_filter(
        from_=datetime(2026, 3, 2, tzinfo=ZoneInfo("UTC")),
        to=datetime(2026, 3, 3, tzinfo=ZoneInfo("UTC")),
        domain_ids=[domain(db, SITES[0])],
    )
    with as_person(db, "admin@admin.com"):
        [row] = rpc(db, "activity_series", filter=wanted, time_zone="UTC")
    active: int = row["active"]
    return active


@pytest.mark.row("R02")
def test_another_definition_is_counted_and_noted(
    db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> None:
    ingest(db, [event("shown", "widget_shown", properties={"visible_ms": 60000})])
    count(db)
    assert dau(db, as_person, rpc) == 0
    db.execute("insert into private.active_kinds (kind) values ('widget_shown')")
    count(db)
    assert dau(db, as_person, rpc) == 1
    db.execute("update private.active_kinds set kind = 'enrichment' where kind = 'widget_shown'")
    count(db)
    assert dau(db, as_person, rpc) == 0
    revisions = db.execute(
        "select old_value, new_value from metric_revisions where metric = 'active'"
        " and cause = 'active_kinds' and domain_id = %s order by revised_at, id",
        [domain(db, SITES[0])],
    ).fetchall()
    assert sorted(revisions) == [(0, 1), (1, 0)]


@pytest.mark.row("R02")
def test_days_before_the_numbers_are_valid_do_not_count(
    db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> None:
    zone = ZoneInfo("America/Argentina/Buenos_Aires")
    days = [datetime(2026, 3, 1 + place, 20, tzinfo=zone) for place in range(5)]
    ingest(db, [event(f"seen {day}", occurred_at=day.isoformat(), received_at=day.isoformat(),
                      visitor_id=make_id(f"{day}")) for day in days])  # fmt: skip
    count(db)
    # In the evening there, when in UTC the next day has begun: its rest is no whole day.
    db.execute(
        "update domains set stats_valid_from = %s where site_domain = %s",
        [datetime(2026, 3, 2, 22, tzinfo=zone), SITES[0]],
    )
    wanted = as_filter(
        from_=datetime(2026, 3, 1, tzinfo=zone),
        to=datetime(2026, 4, 3, tzinfo=zone),
        domain_ids=[domain(db, SITES[0])],
    )
    with as_person(db, "admin@admin.com"):
        found = rpc(db, "activity_series", filter=wanted, time_zone=zone.key)
        growth = rpc(db, "growth_accounting", filter=wanted, bucket="day", time_zone=zone.key)
    assert [row["active"] for row in found[:6]] == [0, 0, 1, 1, 1, 0]
    assert [row["wau_7d"] for row in found[:6]] == [0, 0, 1, 2, 3, 3]
    # The first 30 days that all count are those from March 3rd on.
    assert [row["begins_on"] for row in found if row["average_dau_30d"] is not None] == [
        date(2026, 4, 1),
        date(2026, 4, 2),
    ]
    assert [row["variation"] for row in growth[:6]] == [None, None, None, 0, 0, -1]
    assert [row["new_people"] for row in growth[:6]] == [0, 0, 1, 1, 1, 0]


@pytest.mark.row("R02")
@pytest.mark.parametrize(
    ("rpc_name", "given", "field"),
    [
        ("activity_series", {"bucket": "hour"}, "bucket"),
        ("activity_series", {"bucket": None}, "bucket"),
        ("activity_series", {"filter": {"language": "fr"}}, "filter"),
        ("growth_accounting", {"bucket": "hour"}, "bucket"),
        ("growth_accounting", {"filter": {"language": "fr"}}, "filter"),
        ("growth_accounting", {"time_zone": "PST"}, "time_zone"),
        ("retention", {"variant": "rolling"}, "variant"),
        ("retention", {"variant": None}, "variant"),
        ("retention", {"cohort": "born"}, "cohort"),
        ("retention", {"cohort": None}, "cohort"),
        ("retention", {"filter": {"language": "fr"}}, "filter"),
        ("retention", {"bucket": "day", "filter": {"from": "2026-01-01T00:00:00Z"}}, "bucket"),
    ],
)
def test_what_cannot_be_counted_is_refused(
    db: Connection,
    as_person: Any,
    rpc: Callable[..., Any],
    rpc_name: str,
    given: dict[str, Any],
    field: str,
) -> None:
    with (
        pytest.raises(psycopg.errors.InvalidParameterValue, match=f"^{field}: "),
        as_person(db, "admin@admin.com"),
    ):
        rpc(db, rpc_name, **given)
