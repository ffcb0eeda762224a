"""The filter of the lists narrows the dashboard to the same conversations."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import psycopg
import pytest

from tests.rpc.engagement.events import SITES, START, Connection, ingest, message
from tests.rpc.engagement.lists import pages

from .model import count_by_hand, read_raw
from .test_client_dashboard import check_quality, fill
from .visits import BEGIN, as_filter, domain

WIDGET = ("displayed", "seen_without_agent", "booked_without_agent")
FILTERS: list[dict[str, Any]] = [
    {"outcome": "demo_booked"},
    {"outcome": "email_captured"},
    {"outcome": "none"},
    {"has_email": True},
    {"score_min": 40, "score_max": 70},
    {"status": "closed"},
    {"text": "hello", "outcome": "none"},
    {"language": "en"},
]


@pytest.mark.row("R02", "R16")
def test_it_counts_what_the_list_lists(
    db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> None:
    raw = fill(db, 4)
    ids = [domain(db, site) for site in SITES]
    uuids = [row[0] for row in db.execute("select unnest(%s::uuid[])", [ids])]
    begin, middle, end = (BEGIN + timedelta(days=days, hours=5) for days in (4, 16, 28))
    counted = set()
    for narrowing in FILTERS:
        wanted = as_filter(from_=middle, to=end, domain_ids=ids, **narrowing)
        with as_person(db, "admin@admin.com"):
            found = rpc(db, "client_dashboard", filter=wanted)
            [series] = rpc(db, "dashboard_series", filter=wanted, bucket="month")[:1]
            listed = {
                row["id"]
                for start, stop in ((begin, middle), (middle, end))
                for row in pages(
                    rpc, db, "list_conversations", 500,
                    filter=wanted | as_filter(from_=start, to=stop),
                )
            }  # fmt: skip
        kept = read_raw(db)
        kept.talks = [talk for talk in raw.talks if talk["id"] in listed]
        now, then = (
            {key: sum(count_by_hand(kept, one, *window)[key] for one in uuids) for key in COUNTS}
            for window in ((middle, end), (begin, middle))
        )
        tiles = found["metrics"]
        for tile, key in (("engaged", "engaged"), ("conversations", "conversations")):
            assert (tiles[tile]["value"], tiles[tile]["previous"]) == (now[key], then[key])
        for tile, (part, whole) in RATES.items():
            assert tiles[tile]["numerator"] == now[part], (narrowing, tile)
            assert tiles[tile]["denominator"] == now[whole]
        assert tiles["displayed"]["value"] is tiles["engagement_rate"]["value"] is None
        assert tiles["booking_rate_without_agent"]["numerator"] is None
        assert series["displayed"] is None
        assert series["begins_on"].month == middle.month
        windows = ((middle, end), (begin, middle))
        check_quality(kept, found, uuids, windows, now["conversations"], then["conversations"])
        counted.add(now["conversations"])
    assert len(counted) > 3


RATES = {
    "conversion_rate": ("converted", "engaged"),
    "demo_rate": ("demos", "engaged"),
    "email_only_rate": ("emails_only", "engaged"),
    "booking_rate_with_agent": ("booked_with_agent", "engaged"),
    "involvement_rate": ("involved", "conversations"),
    "resolution_rate": ("resolved", "involved"),
    "automation_rate": ("resolved", "conversations"),
}
COUNTS = {key for pair in RATES.values() for key in pair}


@pytest.mark.row("R02", "R25")
def test_who_may_not_read_conversations_cannot_narrow(
    db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> None:
    for name in ("client_dashboard", "dashboard_series"):
        with as_person(db, "partner@demo.example"):
            assert rpc(db, name, filter={"include_test": True})
        with (
            pytest.raises(psycopg.errors.InsufficientPrivilege),
            as_person(db, "partner@demo.example"),
        ):
            rpc(db, name, filter={"outcome": "none"})


@pytest.mark.row("R02")
def test_a_cut_counts_here_too(db: Connection, as_person: Any, rpc: Callable[..., Any]) -> None:
    fill(db, 4)
    cut = BEGIN + timedelta(days=14, seconds=7)
    known = []
    for narrowing in ({}, {"score_min": 0}, {"text": "hello"}):
        wanted = as_filter(
            from_=BEGIN, to=BEGIN + timedelta(40), domain_ids=[domain(db, SITES[0])], **narrowing
        )
        for valid_from in (None, cut):
            db.execute(
                "update domains set stats_valid_from = %s where site_domain = %s",
                [valid_from, SITES[0]],
            )
            with as_person(db, "admin@admin.com"):
                tiles = rpc(db, "client_dashboard", filter=wanted)["metrics"]
            known.append(tiles["conversations"]["value"])
    # Every conversation says hello, and not all are scored.
    whole, late, scored, scored_late, said, said_late = known
    assert (said, said_late) == (whole, late)
    assert whole > late > scored_late
    assert whole > scored > scored_late


@pytest.mark.row("R02", "R26")
def test_a_conversation_of_the_same_id_elsewhere_is_another(
    db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> None:
    """Here the agent answered, there it did not."""
    twin = message("there", 0, "hello", site_domain=SITES[1])
    ingest(db, [message("here", 0, "hello"), message("answer", 1, "hello", minute=1), twin])
    found = []
    for site in SITES:
        wanted = as_filter(from_=START, domain_ids=[domain(db, site)], text="hello")
        with as_person(db, "admin@admin.com"):
            rate = rpc(db, "client_dashboard", filter=wanted)["metrics"]["involvement_rate"]
        found.append((rate["numerator"], rate["denominator"]))
    assert found == [(1, 1), (0, 1)]
