"""What referred users traded and paid, by level, equals a computation from the charges."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from tests.rpc.engagement.events import SITES, Connection

from .test_fee_stats import change, check, fees
from .trade_filters import EMPTY, ask, charged, filters, of, same
from .visits import BEGIN, count


@pytest.mark.row("C29")
@pytest.mark.parametrize("is_counted", [True, False])
def test_levels_are_parts_of_each_other(
    db: Connection, as_person: Any, rpc: Callable[..., Any], *, is_counted: bool
) -> None:
    raw = charged(db, 22)
    if is_counted:
        count(db)
    else:
        db.execute("select private.take_dirty_deals()")
    begin, middle, end = (BEGIN + timedelta(days=day, minutes=20) for day in (2, 17, 32))
    for wanted in [*filters(db), {"sites": [EMPTY]}]:
        asked = ask(wanted, db, from_=middle, to=end)
        with as_person(db, "admin@admin.com"):
            found = rpc(db, "referral_revenue", filter=asked, time_zone="UTC")
            [whole] = rpc(db, "fee_stats", filter=asked, time_zone="UTC")
        assert [row["level"] for row in found] == [1, 2, 3]
        trades = of(raw, wanted)
        for row in found:
            now = fees(trades, middle, end, row["level"])
            for key in ("transactions", "volume_usd_minor", "fees_usd_minor"):
                assert row[key] == now[key]
            assert row["commissions_usd_minor"] == now["commissions_usd_minor"]
            before = fees(trades, begin, middle, row["level"])["volume_usd_minor"]
            assert row["previous_volume_usd_minor"] == before
            assert same(row["volume_variation"], change(now["volume_usd_minor"], before))
        check(whole, fees(trades, middle, end), fees(trades, begin, middle))


@pytest.mark.row("C29")
def test_a_period_that_counted_in_part_is_not_compared_with(
    db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> None:
    charged(db, 22)
    count(db)
    begin, middle, end = (BEGIN + timedelta(days=day) for day in (2, 17, 32))
    db.execute("update domains set stats_valid_from = %s", [begin + timedelta(days=1)])
    asked = ask({"sites": SITES[:1]}, db, from_=middle, to=end)
    with as_person(db, "admin@admin.com"):
        found = rpc(db, "referral_revenue", filter=asked, time_zone="UTC")
    assert found[0]["previous_volume_usd_minor"] > 0
    assert [row["volume_variation"] for row in found] == [None, None, None]
