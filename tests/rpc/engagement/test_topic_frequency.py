"""How often topics occur equals a computation in Python, over random conversations and zones."""

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from .events import Connection
from .lists import Row
from .topic_talks import FROM, TO, WINDOW, meant, sites, topics_of

pytestmark = pytest.mark.usefixtures("classified_talks")
# In the window clocks go back; on the Azores to midnight, which comes twice.
ZONES = ["UTC", "Europe/Madrid", "Asia/Kathmandu", "America/St_Johns", "Atlantic/Azores"]


def starts_on(at: datetime, bucket: str, zone: str) -> date:
    day = at.astimezone(ZoneInfo(zone)).date()
    if bucket == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if bucket == "month" else day


def expected_frequency(rows: list[Row], bucket: str, zone: str) -> dict[Any, tuple[int, int]]:
    classified: Counter[Any] = Counter()
    counted: Counter[Any] = Counter()
    for row in rows:
        at = (row["domain_id"], starts_on(row["started_at"], bucket, zone))
        classified[at] += 1
        counted[*at, None] += bool(row["labels"])
        counted.update((*at, label) for label in topics_of(row) - {"hidden"})
    return {key: (number, classified[key[:2]]) for key, number in counted.items()}


@pytest.mark.row("R06", "R16")
@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("bucket", ["day", "week", "month"])
@pytest.mark.parametrize("more", [{}, {"include_test": True}, {"language": "fr"}])
def test_frequency(
    db: Connection, as_person: Any, rpc: Callable[..., Any], zone: str, bucket: str, more: Row
) -> None:
    wanted = {**WINDOW, **more, "domain_ids": sites(db)}
    expected = expected_frequency(meant(db, FROM, TO, **more), bucket, zone)
    # From the conversations, from some of both, and from the rollup.
    for hours in (0, 99, 100_000):
        if hours:
            db.execute("select private.rebuild_topics(%s)", [hours])
        with as_person(db, "admin@admin.com"):
            found = rpc(db, "topic_frequency", filter=wanted, bucket=bucket, time_zone=zone)
        told = {
            (row["domain_id"], row["starts_on"], row["topic_name"]):
                (row["conversations"], row["classified"]) for row in found
        }  # fmt: skip
        assert told == expected
        assert len(told) == len(found)
        for row in found:
            assert float(row["share"]) == round(row["conversations"] / row["classified"], 6)


@pytest.mark.row("R06", "R02")
def test_the_zone_is_that_of_reports_where_none_is_asked_for(
    db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> None:
    asked = {"filter": {**WINDOW, "domain_ids": sites(db)}, "bucket": "day"}
    found = {}
    for zone in ("UTC", "Asia/Kathmandu"):
        db.execute(
            "insert into person_prefs (person_id, key, value)"
            " values (tests.person('admin@admin.com'), 'report_time_zone', to_jsonb(%s::text))"
            " on conflict (person_id, key) do update set value = excluded.value",
            [zone],
        )
        with as_person(db, "admin@admin.com"):
            found[zone] = rpc(db, "topic_frequency", **asked)
            assert found[zone] == rpc(db, "topic_frequency", **asked, time_zone=zone)
    assert found["UTC"] != found["Asia/Kathmandu"]


@pytest.mark.row("R06")
def test_a_bucket_that_the_window_cuts_or_that_is_not_over_is_partial(
    db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> None:
    with as_person(db, "admin@admin.com"):
        found = rpc(db, "topic_frequency", filter={**WINDOW, "domain_ids": sites(db)},
                    bucket="day", time_zone="Europe/Madrid")  # fmt: skip
    partial = {row["starts_on"] for row in found if row["is_partial"]}
    assert partial <= {date(2026, 10, 20), date(2026, 11, 3)}
    assert partial
