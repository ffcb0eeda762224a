"""What was traded of each token equals a computation from the raw rows."""

from collections.abc import Callable
from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest

from tests.rpc.engagement.events import Connection

from .trade_filters import ask, fill, filters, of, same
from .visits import BEGIN, count


@pytest.mark.row("C22")
def test_each_token_has_its_part(db: Connection, as_person: Any, rpc: Callable[..., Any]) -> None:
    raw = fill(db, 14)
    count(db)
    end = BEGIN + timedelta(days=20)
    for wanted in [filters(db)[place] for place in (0, 1, 3, 4, 5, 9)]:
        asked = ask(wanted, db, from_=BEGIN, to=end)
        with as_person(db, "admin@admin.com"):
            found = rpc(db, "volume_by_token", filter=asked)
            first = rpc(db, "volume_by_token", filter=asked, page_size=2)
        expected: dict[Any, list[int]] = {}
        for trade in of(raw, wanted):
            if trade["status"] == "confirmed" and BEGIN <= trade["at"] < end:
                sums = expected.setdefault(trade["token_id"], [0, 0, 0])
                values = 1, trade["volume_usd_minor"], trade["amount_minor"]
                for place, value in enumerate(values):
                    sums[place] += int(value)
        whole = sum(volume for _, volume, _ in expected.values())
        order = sorted(expected, key=lambda token: (-expected[token][1], str(token)))
        assert [row["token_id"] for row in found] == order
        assert first == found[:2]
        for row in found:
            told = [row[key] for key in ("transactions", "volume_usd_minor", "amount_minor")]
            sums = expected[row["token_id"]]
            assert told == sums
            assert same(row["share"], Fraction(sums[1], whole) if whole else None)
