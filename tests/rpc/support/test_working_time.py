"""Hours of work between two moments, and when there were so many, against zoneinfo."""

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from .tickets import Connection

# Clock changes at night and at midnight, by half an hour, and none.
ZONES = [
    ("Europe/Madrid", datetime(2026, 3, 29, tzinfo=UTC)),
    ("Europe/Madrid", datetime(2026, 10, 25, tzinfo=UTC)),
    ("America/New_York", datetime(2026, 3, 8, tzinfo=UTC)),
    ("America/New_York", datetime(2026, 11, 1, tzinfo=UTC)),
    ("Australia/Lord_Howe", datetime(2026, 4, 4, tzinfo=UTC)),
    ("Australia/Lord_Howe", datetime(2026, 10, 3, tzinfo=UTC)),
    ("America/Santiago", datetime(2025, 9, 7, tzinfo=UTC)),
    ("Pacific/Apia", datetime(2011, 12, 30, tzinfo=UTC)),
    ("Asia/Kathmandu", datetime(2026, 6, 1, tzinfo=UTC)),
]
Span = tuple[datetime, datetime]
Calendar = dict[str, Any]


def moment(local: datetime, zone: ZoneInfo) -> datetime:
    """The later of two, and as much later where the clock leaves it out."""
    early = local.replace(tzinfo=zone, fold=0).astimezone(UTC)
    is_skipped = early.astimezone(zone).replace(tzinfo=None) != local
    return early if is_skipped else local.replace(tzinfo=zone, fold=1).astimezone(UTC)


def clock(day: date, text: str) -> datetime:
    hours, minutes = map(int, text.split(":"))
    return datetime(day.year, day.month, day.day) + timedelta(hours=hours, minutes=minutes)


def spans(calendar: Calendar, begin: datetime, end: datetime) -> list[Span]:
    """Of work, cut to begin and end, each moment once."""
    zone = ZoneInfo(calendar["zone"])
    found: list[Span] = []
    day = begin.date() - timedelta(days=3)
    while day <= end.date() + timedelta(days=3):
        for opens, closes in calendar["hours"].get(str(day.isoweekday()), []):
            if day not in calendar["holidays"]:
                found.append((moment(clock(day, opens), zone), moment(clock(day, closes), zone)))
        day += timedelta(days=1)
    merged: list[Span] = []
    for opens, closes in sorted((max(a, begin), min(b, end)) for a, b in found):
        if merged and opens <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(closes, merged[-1][1]))
        elif opens < closes:
            merged.append((opens, closes))
    return merged


def seconds(length: timedelta) -> Decimal:
    return Decimal(length // timedelta(microseconds=1)) / 1_000_000


def worked(calendar: Calendar, begin: datetime, end: datetime) -> Decimal:
    lengths = (closes - opens for opens, closes in spans(calendar, begin, end))
    return seconds(sum(lengths, timedelta()))


def deadline(calendar: Calendar, begin: datetime, wanted: Decimal) -> datetime | None:
    left = timedelta(microseconds=int(wanted * 1_000_000))
    for opens, closes in spans(calendar, begin, begin + timedelta(days=400)):
        if closes - opens >= left:
            return opens + left
        left -= closes - opens
    return None


def draw_calendar(draw: Random, zone: str, around: datetime) -> Calendar:
    hours: dict[str, list[list[str]]] = {}
    for day in draw.sample(range(1, 8), draw.randint(2, 7)):
        times = sorted(
            {f"{draw.randint(0, 23):02}:{draw.choice((0, 15, 30)):02}" for _ in range(4)}
        )
        if draw.random() < 0.3:
            times = ["00:00", "24:00"]
        hours[str(day)] = [list(pair) for pair in zip(times[::2], times[1::2], strict=False)]
    holidays = [around.date() + timedelta(days=draw.randint(-20, 20)) for _ in range(3)]
    return {"zone": zone, "hours": hours, "holidays": holidays}


def stored(db: Connection, calendar: Calendar) -> Any:
    row = db.execute(
        "insert into private.sla_policies (time_zone, weekly_hours, holidays, targets, replaced_at)"
        " values (%s, %s, %s, '{}', now()) returning id",
        [calendar["zone"], json.dumps(calendar["hours"]), calendar["holidays"]],
    ).fetchone()
    assert row is not None
    return row[0]


@pytest.mark.row("R11")
@pytest.mark.parametrize(("zone", "around"), ZONES)
def test_random_calendars_equal_an_independent_computation(
    db: Connection, zone: str, around: datetime
) -> None:
    draw = Random(f"{zone}{around}")  # noqa: S311 - the same draw each time
    for _ in range(12):
        calendar = draw_calendar(draw, zone, around)
        policy_id = stored(db, calendar)
        for _ in range(8):
            begin = around + timedelta(microseconds=draw.randint(-4 * 86400_000_000, 86400_000_000))
            end = begin + timedelta(microseconds=draw.randint(0, 9 * 86400_000_000))
            wanted = Decimal(draw.randint(1, 60 * 3600_000_000)) / 1_000_000
            row = db.execute(
                "select private.working_seconds(p, %s, %s), private.working_deadline(p, %s, %s)"
                " from private.sla_policies as p where p.id = %s",
                [begin, end, begin, wanted, policy_id],
            ).fetchone()
            assert row == (worked(calendar, begin, end), deadline(calendar, begin, wanted))


@pytest.mark.row("R11")
def test_edges(db: Connection) -> None:
    calendar = {"zone": "Europe/Madrid", "hours": {"1": [["09:00", "18:00"]]}, "holidays": []}
    policy_id = stored(db, calendar)
    query = (
        "select private.working_seconds(p, %s, %s), private.working_deadline(p, %s, %s)"
        " from private.sla_policies as p where p.id = %s"
    )
    monday = datetime(2026, 11, 16, 8, tzinfo=UTC)
    closing = monday + timedelta(hours=9)

    def ask(begin: datetime, end: datetime, wanted: Any) -> Any:
        return db.execute(query, [begin, end, begin, wanted, policy_id]).fetchone()

    assert ask(monday, closing, 9 * 3600) == (9 * 3600, closing)
    assert ask(closing, monday, 1) == (0, monday + timedelta(days=7, seconds=1))
    assert ask(monday, monday, 0) == (0, monday)
    assert ask(monday, closing, -5) == (9 * 3600, monday)
    assert ask(monday, closing, None) == (9 * 3600, None)
    db.execute("update private.sla_policies set weekly_hours = '{}' where id = %s", [policy_id])
    assert ask(monday, closing, 1) == (0, None)


@pytest.mark.row("R11")
@pytest.mark.parametrize(
    ("name", "value", "is_right"),
    [
        ("valid_weekly_hours", {}, True), ("valid_weekly_hours", {"1": []}, True),
        ("valid_weekly_hours", {"7": [["00:00", "24:00"]]}, True),
        ("valid_weekly_hours", {"1": [["09:00", "13:00"], ["14:00", "18:00"]]}, True),
        ("valid_weekly_hours", [], False), ("valid_weekly_hours", {"0": []}, False),
        ("valid_weekly_hours", {"8": []}, False), ("valid_weekly_hours", {"1": {}}, False),
        ("valid_weekly_hours", {"1": ["09:00"]}, False),
        ("valid_weekly_hours", {"1": [["09:00"]]}, False),
        ("valid_weekly_hours", {"1": [["09:00", "25:00"]]}, False),
        ("valid_weekly_hours", {"1": [["9:00", "18:00"]]}, False),
        ("valid_weekly_hours", {"1": [["18:00", "09:00"]]}, False),
        ("valid_weekly_hours", {"1": [["09:00", "09:00"]]}, False),
        ("valid_weekly_hours", {"1": [["09:60", "10:00"]]}, False),
        ("valid_weekly_hours", {"1": [[9, 18]]}, False),
        ("valid_sla_targets", {}, True), ("valid_sla_targets", {"high": {}}, True),
        ("valid_sla_targets", {"high": {"response": 1, "resolution": 1000000}}, True),
        ("valid_sla_targets", [], False), ("valid_sla_targets", {"huge": {}}, False),
        ("valid_sla_targets", {"high": 5}, False), ("valid_sla_targets", {"high": {"x": 5}}, False),
        ("valid_sla_targets", {"high": {"response": 0}}, False),
        ("valid_sla_targets", {"high": {"response": 1000001}}, False),
        ("valid_sla_targets", {"high": {"response": 1.5}}, False),
        ("valid_sla_targets", {"high": {"response": "5"}}, False),
        ("valid_sla_targets", {"high": {"response": None}}, False),
    ],
)  # fmt: skip
def test_what_a_policy_takes(db: Connection, name: str, value: Any, is_right: bool) -> None:
    row = db.execute(f"select private.{name}(%s)", [json.dumps(value)]).fetchone()
    assert row == (is_right,)


@pytest.mark.row("R11")
def test_nobody_works_on_a_holiday(db: Connection) -> None:
    hours = {"1": [["09:00", "18:00"]]}
    monday = datetime(2026, 11, 16, tzinfo=UTC)
    policy_id = stored(db, {"zone": "Europe/Madrid", "hours": hours, "holidays": [monday.date()]})
    row = db.execute(
        "select private.working_seconds(p, %s, %s) from private.sla_policies as p where p.id = %s",
        [monday, monday + timedelta(days=8), policy_id],
    ).fetchone()
    assert row == (9 * 3600,)


@pytest.mark.row("R11")
def test_hours_that_the_clock_leaves_out(db: Connection) -> None:
    """At 02:45 of that Sunday it is 03:45: work that ends at 03:15 has not begun."""
    hours = {"7": [["02:45", "03:15"], ["10:00", "11:00"]]}
    policy_id = stored(db, {"zone": "Europe/Madrid", "hours": hours, "holidays": []})
    sunday = datetime(2026, 3, 29, tzinfo=UTC)
    row = db.execute(
        "select private.working_seconds(p, %s, %s) from private.sla_policies as p where p.id = %s",
        [sunday, sunday + timedelta(days=1), policy_id],
    ).fetchone()
    assert row == (3600,)
