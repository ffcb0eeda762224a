"""Numbers before stats_valid_from are not to be trusted: each domain begins there."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.rpc.engagement.events import SITES, Connection, ingest, make_id, message

from .visits import as_filter, count, domain

MARCH = datetime(2026, 3, 1, tzinfo=UTC)
DAY = timedelta(days=1)


def fill(db: Connection) -> list[str]:
    """A conversation at noon of every day of March on each of SITES."""
    for site in SITES:
        ingest(
            db,
            [
                message(
                    f"{site} {day}", 0, site_domain=site, conversation_id=make_id(f"{site} {day}"),
                    occurred_at=(MARCH + day * DAY + DAY / 2).isoformat(),
                    received_at=(MARCH + day * DAY + DAY / 2).isoformat(),
                )
                for day in range(31)
            ],
        )  # fmt: skip
    count(db)
    return [domain(db, site) for site in SITES]


def read(db: Connection, as_person: Any, rpc: Callable[..., Any], ids: list[str]) -> Any:
    with as_person(db, "admin@admin.com"):
        wanted = as_filter(from_=MARCH + 20 * DAY, to=MARCH + 30 * DAY, domain_ids=ids)
        found = rpc(db, "client_dashboard", filter=wanted)
        series = rpc(db, "dashboard_series", filter=wanted)
    tile = found["metrics"]["conversations"]
    assert sum(row["conversations"] for row in series) == tile["value"]
    known = tile["value"], tile["previous"], tile["delta"], tile["variation"]
    return known, found["is_comparable"], found["stats_valid_from"]


@pytest.mark.row("R02")
@pytest.mark.parametrize(
    ("valid_from", "known"),
    [
        (MARCH, (10, 10, 0, 0)),
        (MARCH + 10 * DAY, (10, 10, 0, 0)),
        (MARCH + 10 * DAY + timedelta(microseconds=1), (10, 10, 0, None)),
        (MARCH + 15 * DAY, (10, 5, 5, None)),
        (MARCH + 20 * DAY + DAY / 2, (10, 0, 10, None)),
        (MARCH + 20 * DAY + DAY / 2 + timedelta(microseconds=1), (9, 0, 9, None)),
        (MARCH + 29 * DAY, (1, 0, 1, None)),
        (MARCH + 30 * DAY, (0, 0, 0, None)),
        (MARCH + 99 * DAY, (0, 0, 0, None)),
    ],
)
def test_the_window_begins_there(
    db: Connection, as_person: Any, rpc: Callable[..., Any], valid_from: datetime, known: Any
) -> None:
    first, second = fill(db)
    db.execute("update domains set stats_valid_from = %s where id = %s", [valid_from, first])
    is_cut = known[3] is None
    found, is_comparable, cuts = read(db, as_person, rpc, [first])
    assert (found, is_comparable) == (known, not is_cut)
    assert list(cuts) == ([first] if is_cut else [])
    # The other domain keeps its numbers.
    assert read(db, as_person, rpc, [second]) == ((10, 10, 0, 0), True, {})
    found, is_comparable, cuts = read(db, as_person, rpc, [first, second])
    assert found[:2] == (known[0] + 10, known[1] + 10)
    assert is_comparable is not is_cut
    assert list(cuts) == ([first] if is_cut else [])
