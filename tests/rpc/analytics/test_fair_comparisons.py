"""A cycle is compared with the one before where both are over and counted whole."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.rpc.engagement.events import SITES, Connection

from .trade_filters import ask, charged
from .visits import BEGIN, count, domain

REPORTS = ("transaction_stats", "fee_stats", "referral_stats", "referral_revenue")
MIDDLE, END = BEGIN + timedelta(days=16), BEGIN + timedelta(days=32)
Variations = Callable[[datetime], set[str]]


@pytest.fixture(params=REPORTS)
def variations(
    request: pytest.FixtureRequest, db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> Variations:
    """Ask a report from the middle to some time: which of its variations have a value."""
    charged(db, 22)
    count(db)

    def ask_until(to: datetime) -> set[str]:
        asked = ask({"sites": SITES[:1]}, db, from_=MIDDLE, to=to)
        with as_person(db, "admin@admin.com"):
            rows = rpc(db, request.param, filter=asked, time_zone="UTC")
        told = {key for row in rows for key in row if key.endswith("_variation")}
        assert told
        return {key for key in told if any(row[key] is not None for row in rows)}

    return ask_until


@pytest.mark.row("C20", "C26", "C27")
def test_a_cycle_that_is_not_over_is_not_compared(variations: Variations) -> None:
    # The same trades lie in both windows and before them.
    assert variations(END)
    assert variations(datetime.now(UTC) + timedelta(days=1)) == set()


@pytest.mark.row("C20", "C26", "C27")
def test_a_cycle_is_not_compared_with_one_that_was_counted_in_part(
    db: Connection, variations: Variations
) -> None:
    compared = variations(END)
    since = "update domains set stats_valid_from = %s where id = %s"
    db.execute(since, [BEGIN, domain(db, SITES[0])])
    count(db)
    assert variations(END) == compared
    db.execute(since, [BEGIN + timedelta(days=1), domain(db, SITES[0])])
    count(db)
    assert variations(END) == set()
