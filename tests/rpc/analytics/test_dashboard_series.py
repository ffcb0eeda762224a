"""Each day, week and month of a series equals a computation from the raw rows."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import psycopg
import pytest

from tests.rpc.engagement.events import SITES, Connection

from .model import count_by_hand
from .test_client_dashboard import ZONES, fill
from .visits import as_filter, domain


def parts(
    first: date, last: date, bucket: str, zone: ZoneInfo
) -> Iterator[tuple[date, datetime, datetime]]:
    """Local days, weeks from Monday or months that touch first <= day < last."""
    day = first - timedelta(days=first.weekday() if bucket == "week" else 0)
    day = day.replace(day=1) if bucket == "month" else day
    while day < last:
        after = day + timedelta(days={"day": 1, "week": 7, "month": 32}[bucket])
        after = after.replace(day=1) if bucket == "month" else after
        begin, end = (
            datetime(one.year, one.month, one.day, tzinfo=zone)
            for one in (max(day, first), min(after, last))
        )
        yield day, begin, end
        day = after


@pytest.mark.row("R02")
@pytest.mark.parametrize("bucket", ["day", "week", "month"])
def test_every_part_equals_the_raw_rows(
    db: Connection, as_person: Any, rpc: Callable[..., Any], bucket: str
) -> None:
    raw = fill(db, 3)
    domain_id = domain(db, SITES[0])
    [uuid] = db.execute("select %s::uuid", [domain_id]).fetchone() or ()
    for zone in map(ZoneInfo, ZONES):
        first, last = date(2026, 3, 25), date(2026, 4, 9)
        begin, end = (datetime(d.year, d.month, d.day, tzinfo=zone) for d in (first, last))
        with as_person(db, "admin@admin.com"):
            wanted = as_filter(from_=begin, to=end, domain_ids=[domain_id])
            found = rpc(db, "dashboard_series", filter=wanted, bucket=bucket, time_zone=zone.key)
        expected = list(parts(first, last, bucket, zone))
        assert [(row["begins_on"], row["from_at"], row["to_at"]) for row in found] == expected
        for row, (_, start, stop) in zip(found, expected, strict=True):
            assert {key: row[key] for key in row if key in COUNTS} == count_by_hand(
                raw, uuid, start, stop
            )
        whole = (
            [row["state"] for row in found if row["from_at"].weekday() == 0]
            if bucket == "week"
            else []
        )
        assert set(whole[:-1]) <= {"final"}


COUNTS = {
    *("displayed", "engaged", "conversations", "converted", "demos", "emails_only"),
    *("booked_with_agent", "seen_without_agent", "booked_without_agent"),
    *("involved", "resolved"),
}


# On the Azores clocks go back to midnight, which comes twice: the day begins with the first.
CHANGES = [
    ("Europe/Paris", "2026-03-29"),
    ("Australia/Lord_Howe", "2026-04-05"),
    ("Atlantic/Azores", "2026-10-25"),
]


@pytest.mark.row("R02")
def test_a_day_on_which_clocks_change_is_one_day(
    db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> None:
    hours = {}
    for zone, day in CHANGES:
        begin = datetime.fromisoformat(day).replace(tzinfo=ZoneInfo(zone)) - timedelta(days=1)
        wanted = as_filter(
            from_=begin, to=begin + timedelta(days=3), domain_ids=[domain(db, SITES[0])]
        )
        with as_person(db, "admin@admin.com"):
            found = rpc(db, "dashboard_series", filter=wanted, time_zone=zone)
        hours[zone] = [(row["to_at"] - row["from_at"]) / timedelta(hours=1) for row in found]
    assert hours == {
        "Europe/Paris": [24, 23, 24],
        "Australia/Lord_Howe": [24, 24.5, 24],
        "Atlantic/Azores": [24, 25, 24],
    }


@pytest.mark.row("R02")
@pytest.mark.parametrize(
    ("bucket", "days", "field"),
    [("hour", 1, "bucket"), (None, 1, "bucket"), ("day", 402, "bucket")],
)
def test_what_is_no_series_is_refused(
    db: Connection,
    as_person: Any,
    rpc: Callable[..., Any],
    bucket: str | None,
    days: int,
    field: str,
) -> None:
    begin = datetime(2025, 1, 1, tzinfo=ZoneInfo("UTC"))
    wanted = as_filter(from_=begin, to=begin + timedelta(days=days))
    with (
        pytest.raises(psycopg.errors.InvalidParameterValue, match=f"^{field}: "),
        as_person(db, "admin@admin.com"),
    ):
        rpc(db, "dashboard_series", filter=wanted, bucket=bucket)
