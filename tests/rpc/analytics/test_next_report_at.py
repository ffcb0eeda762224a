"""When a report is due next equals a walk over the days of the wall."""

import calendar
import random
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.rpc.engagement.events import Connection

from .trading import ZONES

ASK = "select private.next_report_at(%s, %s, %s, %s, %s)"
# A day that a change of clocks repeats an hour of, one that it takes one from, and others.
NEAR = [date(2026, 3, 29), date(2026, 4, 5), date(2026, 10, 25), date(2028, 2, 28)]


def is_due(day: date, cadence: str, on_day: int) -> bool:
    if cadence == "weekly":
        return day.isoweekday() == on_day
    last = calendar.monthrange(day.year, day.month)[1]
    return cadence == "daily" or day.day == min(on_day, last)


def due(after: datetime, cadence: str, on_day: int, at: time, zone: ZoneInfo) -> datetime:
    """The first moment of the wall later than that, day by day."""
    day = after.astimezone(zone).date() - timedelta(days=1)
    while True:
        moment = datetime.combine(day, at, zone).astimezone(UTC)
        if moment > after and is_due(day, cadence, on_day):
            return moment
        day += timedelta(days=1)


@pytest.mark.row("C51")
def test_it_is_due_on_the_wall(db: Connection) -> None:
    draw = random.Random(61)  # noqa: S311
    for _ in range(400):
        zone = ZoneInfo(draw.choice(ZONES))
        cadence, most = draw.choice([("daily", 1), ("weekly", 7), ("monthly", 31)])
        on_day = draw.choice([1, most, draw.randint(1, most)])
        # At noon or in the evening no clock changes, so there is one such moment a day.
        at = draw.choice([time(0, 30), time(8), time(12, 15), time(23, 59)])
        near = datetime.combine(draw.choice(NEAR), at, zone).astimezone(UTC)
        after = near + timedelta(minutes=draw.choice([0, -1, 1, draw.randrange(-60000, 60000)]))
        row: Any = db.execute(ASK, [after, cadence, on_day, at, zone.key]).fetchone()
        assert row[0] == due(after, cadence, on_day, at, zone), (after, cadence, on_day, at, zone)


@pytest.mark.row("C51")
def test_a_day_of_changing_clocks_has_one(db: Connection) -> None:
    """In Paris 02:30 is twice on one day and never on another: one report a day all the same."""
    for first in (datetime(2026, 3, 27, tzinfo=UTC), datetime(2026, 10, 23, tzinfo=UTC)):
        found, after = [], first
        for _ in range(5):
            row: Any = db.execute(ASK, [after, "daily", 1, time(2, 30), "Europe/Paris"]).fetchone()
            after = row[0]
            found.append(after.astimezone(ZoneInfo("Europe/Paris")).date())
        assert found == [first.date() + timedelta(days=day) for day in range(5)]
