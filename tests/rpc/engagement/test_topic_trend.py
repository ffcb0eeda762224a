"""The trend of topics equals a computation in Python over random conversations."""

import math
from collections import defaultdict
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from .events import SITES, Connection
from .lists import Row
from .topic_talks import FROM, TO, WINDOW, meant, sites, topics_of

pytestmark = pytest.mark.usefixtures("classified_talks")


def wilson(hits: int, total: int) -> tuple[float, float]:
    z, share = 1.959963984540054, hits / total
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    half = z / (1 + z * z / total) * math.sqrt(share * (1 - share) / total + z * z / 4 / total**2)
    return middle - half, middle + half


@pytest.mark.row("R06", "R16")
@pytest.mark.parametrize("more", [{}, {"language": "fr"}])
def test_trend(db: Connection, as_person: Any, rpc: Callable[..., Any], more: Row) -> None:
    with as_person(db, "admin@admin.com"):
        found = rpc(db, "topic_trend", filter={**WINDOW, **more, "domain_ids": sites(db)})
    totals: dict[Any, list[int]] = defaultdict(lambda: [0, 0])
    counts: dict[Any, list[int]] = defaultdict(lambda: [0, 0])
    for place, (start, end) in enumerate([(FROM, TO), (FROM - (TO - FROM), FROM)]):
        for row in meant(db, start, end, **more):
            totals[row["domain_id"]][place] += 1
            for label in topics_of(row) - {"hidden"}:
                counts[row["domain_id"], label][place] += 1
    assert {(row["domain_id"], row["topic_name"]) for row in found} == counts.keys()
    trends = set()
    for row in found:
        (now, then), (all_now, all_then) = (
            counts[row["domain_id"], row["topic_name"]], totals[row["domain_id"]],
        )  # fmt: skip
        assert (row["conversations"], row["classified"]) == (now, all_now)
        assert (row["previous_conversations"], row["previous_classified"]) == (then, all_then)
        low, high = wilson(now, all_now)
        old_low, old_high = wilson(then, all_then)
        told = [
            row[key] for key in ("share_lower", "share_upper", "previous_lower", "previous_upper")
        ]
        assert [float(bound) for bound in told] == pytest.approx(
            [low, high, old_low, old_high], abs=1e-6
        )
        assert float(row["share_change"]) == pytest.approx(
            now / all_now - then / all_then, abs=1e-6
        )
        trend = "emerging" if low > old_high else "fading" if high < old_low else "steady"
        assert row["trend"] == trend
        trends.add(trend)
    assert "emerging" in trends


@pytest.mark.row("R06")
def test_under_twenty_classified_conversations_there_is_no_trend(
    db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> None:
    rows = sorted(meant(db, FROM, TO), key=lambda row: row["started_at"])
    mine = [row for row in rows if row["site_domain"] == SITES[0]]
    seen = set()
    for count in range(15, 40):
        cut = mine[count - 1]["started_at"] + timedelta(microseconds=1)
        # The window before is as long, and then the shorter one of the two has too few.
        with as_person(db, "admin@admin.com"):
            found = rpc(db, "topic_trend", filter={
                "from": FROM.isoformat(), "to": cut.isoformat(),
                "domain_ids": [str(mine[0]["domain_id"])],
            })  # fmt: skip
        before = meant(db, FROM - (cut - FROM), FROM)
        fewest = min(count, sum(row["site_domain"] == SITES[0] for row in before))
        known = fewest >= 20
        seen.add(fewest)
        assert found
        assert all((row["trend"] != "unknown") is known for row in found)
        assert all((row["share_change"] is not None) is known for row in found)
    assert 20 in seen
    assert min(seen) < 20
