"""Each tile equals a computation from the raw rows: in any zone, of one domain and of several."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.rpc.engagement.events import SITES, Connection

from .model import Raw, add, count_by_hand, read_raw, scores_by_hand
from .visits import (
    BEGIN,
    DAYS,
    as_filter,
    count,
    domain,
    merge_some,
    random_visits,
    score_some,
    send,
)

ZONES = [
    "America/Argentina/Buenos_Aires",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Europe/Paris",
    "UTC",
]
Period = tuple[datetime, datetime]
# Tile: numerator and denominator by their names in the model.
RATIOS = {
    "engagement_rate": ("engaged", "displayed"),
    "conversion_rate": ("converted", "engaged"),
    "demo_rate": ("demos", "engaged"),
    "email_only_rate": ("emails_only", "engaged"),
    "booking_rate_with_agent": ("booked_with_agent", "engaged"),
    "booking_rate_without_agent": ("booked_without_agent", "seen_without_agent"),
    "involvement_rate": ("involved", "conversations"),
    "resolution_rate": ("resolved", "involved"),
    "automation_rate": ("resolved", "conversations"),
}


# Days of the domains of this client are split at midnight there.
PREFER = """
insert into org_prefs (org_id, key, value)
select client_id, 'report_time_zone', '"Europe/Paris"' from domains where site_domain = %s
"""


def fill(db: Connection, seed: int) -> Raw:
    """A month of two sites, merged, scored and counted; its raw rows."""
    db.execute(PREFER, [SITES[0]])
    db.execute(
        "insert into domains (client_id, site_domain)"
        " select client_id, 'empty.example' from domains where site_domain = %s",
        [SITES[0]],
    )
    send(db, random_visits(seed), seed)
    merge_some(db, seed)
    score_some(db, seed)
    count(db)
    return read_raw(db)


def divided(part: int | Fraction | None, whole: int) -> Fraction | None:
    return Fraction(part) / whole if whole and part is not None else None


def same(found: float | Decimal | None, expected: Fraction | int | None) -> bool:
    if found is None or expected is None:
        return found is expected is None
    return abs(float(found) - float(expected)) < 1e-9


def check_tile(tile: dict[str, Any], value: Any, previous: Any) -> None:
    assert same(tile["value"], value), (tile, value)
    assert same(tile["previous"], previous), (tile, previous)
    known = value is not None and previous is not None
    assert same(tile["delta"], value - previous if known else None)
    changed = Fraction(value - previous) / Fraction(previous) if known and previous else None
    assert same(tile["variation"], changed)


def periods(chance: random.Random, zone: ZoneInfo) -> tuple[Period, Period]:
    """A window and the equal one before it: from midnight to midnight on the wall, or any times."""
    days = chance.choice([1, 3, 7, 10])
    if chance.random() < 0.7:
        first = BEGIN.replace(tzinfo=None) + timedelta(days=chance.randrange(2, DAYS))
        marks = [first - timedelta(days=days), first, first + timedelta(days=days)]
        before, begin, end = (mark.replace(tzinfo=zone) for mark in marks)
    else:
        begin = BEGIN + timedelta(seconds=chance.randrange(DAYS * 86400))
        end = begin + timedelta(seconds=chance.randrange(1, days * 86400))
        before = begin - (end - begin)
    return (begin, end), (before, begin)


def check(raw: Raw, found: dict[str, Any], ids: list[Any], windows: tuple[Period, Period]) -> None:
    """Every number of the answer against the model."""
    now, then = (add([count_by_hand(raw, one, *window) for one in ids]) for window in windows)
    for key in ("displayed", "engaged", "conversations"):
        check_tile(found["metrics"][key], now[key], then[key])
    for tile, (part, whole) in RATIOS.items():
        shown = found["metrics"][tile]
        assert (shown["numerator"], shown["denominator"]) == (now[part], now[whole]), tile
        assert (shown["previous_numerator"], shown["previous_denominator"]) == (
            then[part],
            then[whole],
        )
        check_tile(shown, divided(now[part], now[whole]), divided(then[part], then[whole]))
    with_agent = divided(now["booked_with_agent"], now["engaged"])
    without = divided(now["booked_without_agent"], now["seen_without_agent"])
    lift = found["lift"]
    assert (lift["people_with_agent"], lift["people_without_agent"]) == (
        now["engaged"],
        now["seen_without_agent"],
    )
    both = with_agent is not None and without is not None
    assert same(lift["difference"], with_agent - without if both else None)  # type: ignore[operator]
    assert same(lift["ratio"], with_agent / without if both and without else None)  # type: ignore[operator]
    check_quality(raw, found, ids, windows, now["conversations"], then["conversations"])


def check_quality(
    raw: Raw,
    found: dict[str, Any],
    ids: list[Any],
    windows: tuple[Period, Period],
    now: int,
    then: int,
) -> None:
    quality = found["quality"]
    judged, before = ([s for one in ids for s in scores_by_hand(raw, one, *w)] for w in windows)
    rubric = max((version for _, version, _ in judged), default=None)
    assert quality["rubric_version"] == rubric
    counted = [(talk, score) for talk, version, score in judged if version == rubric]
    scores = [score for _, score in counted]
    earlier = [score for _, version, score in before if version == rubric]
    check_tile(
        quality["mean"], divided(sum(scores), len(scores)), divided(sum(earlier), len(earlier))
    )
    check_tile(quality["coverage"], divided(len(scores), now), divided(len(earlier), then))
    assert sum(quality["deciles"]) == len(scores)
    assert quality["deciles"] == [
        sum(min(score // 10, 9) == tenth for score in scores) for tenth in range(10)
    ]
    others = {version for _, version, _ in judged} - {rubric}
    assert {other["rubric_version"] for other in quality["other_rubrics"]} == others
    for name, key in (
        ("best", lambda s: (-s[1], str(s[0]))),
        ("worst", lambda s: (s[1], str(s[0]))),
    ):
        shown = found["highlights"][f"{name}_conversation"]
        expected = min(counted, key=key, default=None)
        assert (shown and (shown["id"], shown["score"])) == (
            expected and (str(expected[0]), float(expected[1]))
        )


@pytest.mark.row("R02")
@pytest.mark.parametrize("seed", [1, 2])
def test_every_tile_equals_the_raw_rows(
    db: Connection, as_person: Any, rpc: Callable[..., Any], seed: int
) -> None:
    raw = fill(db, seed)
    chance = random.Random(seed)  # noqa: S311
    sites = [[SITES[0]], [SITES[1]], SITES, ["empty.example"], [*SITES, "empty.example"]]
    for zone in ZONES:
        for names in sites:
            ids = [domain(db, name) for name in names]
            (begin, end), before = periods(chance, ZoneInfo(zone))
            with as_person(db, "admin@admin.com"):
                wanted = as_filter(from_=begin, to=end, domain_ids=ids)
                found = rpc(db, "client_dashboard", filter=wanted, time_zone=zone)
            assert datetime.fromisoformat(found["previous_from"]) == before[0]
            assert found["is_up_to_date"]
            assert found["is_comparable"]
            uuids = [row[0] for row in db.execute("select unnest(%s::uuid[])", [ids])]
            check(raw, found, uuids, ((begin, end), before))


@pytest.mark.row("R02")
def test_the_world_is_worth_counting(db: Connection) -> None:
    raw = fill(db, 1)
    [domain_id] = db.execute("select tests.domain(%s)", [SITES[0]]).fetchone() or ()
    counts = count_by_hand(raw, domain_id, BEGIN, BEGIN + timedelta(days=DAYS + 10))
    assert all(found > 0 for found in counts.values()), counts
    assert any(v["merged_into_id"] for v in raw.visitors)
    assert (
        len(
            {
                version
                for _, version, _ in scores_by_hand(raw, domain_id, BEGIN, BEGIN + timedelta(60))
            }
        )
        == 2
    )
    assert any(v["email"] in raw.colleagues for v in raw.visitors if v["domain_id"] == domain_id)
