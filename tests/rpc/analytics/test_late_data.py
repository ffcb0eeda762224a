"""Late events count on their own day, and a final number never changes in silence."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest

from tests.rpc.engagement.events import SITES, Connection, event, ingest, make_id, message

from .visits import as_filter, count, domain

REVISIONS = (
    "select day, metric, old_value, new_value, cause from metric_revisions"
    " where domain_id = %s order by revised_at, day, metric"
)


def at(days_ago: float) -> datetime:
    return datetime.now(UTC).replace(microsecond=0) - timedelta(days=days_ago)


def talk(name: str, when: datetime, received: datetime | None = None) -> Any:
    return message(
        name, 0, conversation_id=make_id(name), visitor_id=make_id(name), session_id=make_id(name),
        occurred_at=when.isoformat(), received_at=(received or when).isoformat(),
    )  # fmt: skip


def conversations(
    db: Connection, as_person: Any, rpc: Callable[..., Any], when: datetime
) -> tuple[int, str]:
    """Conversations of the UTC day of `when`, and its state."""
    day = when.replace(hour=0, minute=0, second=0)
    wanted = as_filter(from_=day, to=day + timedelta(days=1), domain_ids=[domain(db, SITES[0])])
    with as_person(db, "admin@admin.com"):
        [row] = rpc(db, "dashboard_series", filter=wanted, time_zone="UTC")
        whole = rpc(db, "client_dashboard", filter=wanted, time_zone="UTC")
    assert whole["state"] == row["state"]
    assert whole["metrics"]["conversations"]["value"] == row["conversations"]
    return row["conversations"], row["state"]


@pytest.mark.row("R02")
@pytest.mark.parametrize(
    ("days_ago", "state"), [(0, "partial"), (2, "provisional"), (7, "provisional"), (9, "final")]
)
def test_a_day_is_final_a_week_after_its_end(
    db: Connection, as_person: Any, rpc: Callable[..., Any], days_ago: int, state: str
) -> None:
    ingest(db, [talk("one", at(days_ago))])
    count(db)
    assert conversations(db, as_person, rpc, at(days_ago)) == (1, state)


@pytest.mark.row("R02")
def test_a_late_event_counts_on_its_own_day(
    db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> None:
    ingest(db, [talk("early", at(6))])
    count(db)
    ingest(db, [talk("late", at(6), at(0))], is_backfill=False)
    count(db)
    assert conversations(db, as_person, rpc, at(6)) == (2, "provisional")
    assert conversations(db, as_person, rpc, at(0))[0] == 0
    assert db.execute(REVISIONS, [domain(db, SITES[0])]).fetchall() == []


@pytest.mark.row("R02")
def test_what_is_older_needs_a_backfill_and_is_noted_as_a_revision(
    db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> None:
    ingest(db, [talk("old", at(20), at(20))])
    count(db)
    db.execute("delete from metric_revisions")
    with pytest.raises(psycopg.errors.InvalidParameterValue, match="backfill"):
        ingest(db, [talk("older", at(20), at(0))], is_backfill=False)
    ingest(db, [talk("older", at(20), at(0))], is_backfill=True)
    count(db)
    assert conversations(db, as_person, rpc, at(20)) == (2, "final")
    day = at(20).date()
    assert db.execute(REVISIONS, [domain(db, SITES[0])]).fetchall() == [
        (day, "active", 1, 2, "events"),
        (day, "booked_or_conversed", 1, 2, "events"),
        (day, "conversations", 1, 2, "events"),
        (day, "conversed", 1, 2, "events"),
        (day, "reached", 1, 2, "events"),
    ]


@pytest.mark.row("R02")
def test_counting_again_what_did_not_change_is_no_revision(db: Connection) -> None:
    batch = [talk("old", at(20))]
    ingest(db, batch)
    count(db)
    before = db.execute(REVISIONS, [domain(db, SITES[0])]).fetchall()
    assert ingest(db, batch)["duplicates"] == 1
    db.execute("update conversations set language = 'fr' where id = %s", [make_id("old")])
    assert count(db)["rebuilt"] == 1
    assert db.execute(REVISIONS, [domain(db, SITES[0])]).fetchall() == before


@pytest.mark.row("R02")
def test_a_merge_says_so(db: Connection) -> None:
    ingest(db, [talk("a", at(20)), talk("b", at(20))])
    count(db)
    db.execute("delete from metric_revisions")
    db.execute(
        "select private.absorb_visitor(%s, %s, %s)",
        [domain(db, SITES[0]), make_id("a"), make_id("b")],
    )
    count(db)
    found = db.execute(REVISIONS, [domain(db, SITES[0])]).fetchall()
    assert (at(20).date(), "conversed", 2, 1, "merge") in found
    assert {row[4] for row in found} == {"merge"}


@pytest.mark.row("R02")
def test_days_that_are_counted_together_keep_their_own_causes(db: Connection) -> None:
    ingest(db, [talk("a", at(60)), talk("b", at(60)), talk("old", at(20))])
    count(db)
    db.execute("delete from metric_revisions")
    domain_id = domain(db, SITES[0])
    absorb = "select private.absorb_visitor(%s, %s, %s)"
    db.execute(absorb, [domain_id, make_id("a"), make_id("b")])
    ingest(db, [talk("older", at(20))])
    # More than a month of days, so that they are counted in several parts.
    db.execute(
        "insert into private.dirty_days (domain_id, day, cause)"
        " select %s, %s::date + n, 'people' from generate_series(1, 34) as n",
        [domain_id, at(60).date()],
    )
    assert count(db)["rebuilt"] == 36
    found = db.execute(REVISIONS, [domain_id]).fetchall()
    assert {(day, cause) for day, _, _, _, cause in found} == {
        (at(60).date(), "merge"),
        (at(20).date(), "events"),
    }
    assert (at(60).date(), "conversed", 2, 1, "merge") in found
    assert (at(20).date(), "conversed", 1, 2, "events") in found


@pytest.mark.row("R02")
def test_a_clock_that_is_ahead_is_set_back(
    db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> None:
    ingest(db, [talk("ahead", at(-3), at(2))])
    count(db)
    assert conversations(db, as_person, rpc, at(2)) == (1, "provisional")


@pytest.mark.row("R02")
@pytest.mark.parametrize("kind", ["conversation", "event"])
def test_what_is_deleted_is_not_counted(
    db: Connection, as_person: Any, rpc: Callable[..., Any], kind: str
) -> None:
    shown = event("shown", "widget_shown", properties={"visible_ms": 10001})
    ingest(db, [shown, message("m", 0)])
    count(db)
    query = "select displayed, conversed from private.count_window(%s, '2026-03-02', '2026-03-03')"
    window = [domain(db, SITES[0])]
    assert db.execute(query, window).fetchone() == (1, 1)
    if kind == "event":
        db.execute(
            "delete from session_events where kind = 'widget_shown' and domain_id = %s", window
        )
    else:
        db.execute("delete from messages where domain_id = %s", window)
        db.execute("delete from conversations where domain_id = %s", window)
    count(db)
    assert db.execute(query, window).fetchone() == ((0, 1) if kind == "event" else (1, 0))
