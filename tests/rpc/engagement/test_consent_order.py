"""However decisions and events are ordered and cut into batches, the same rows are left.

What they should be is worked out by a model (consents.sort_out), and made by sending only the
events that it keeps, without any decision.
"""

from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .actors import refusal
from .consents import decision, held, of_visitor, require_consent, sort_out
from .events import SITES, START, Connection, Event, event, ingest, make_id, state
from .test_ingest_visitor_events import FREE_OF_CONVERSATION, PROPERTIES

MERGE = "select public.merge_visitors(tests.domain(%L), %L, %L, 'same person')"
PEOPLE = ["laptop", "phone"]
CHECKED = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """Two visitors, each with sessions and conversations of its own; times often tie."""
    events = []
    for place in range(draw(st.integers(3, 14))):
        kind = draw(st.sampled_from([*sorted(PROPERTIES), "message", "message", *["consent"] * 6]))
        who = draw(st.sampled_from(PEOPLE))
        at = START + timedelta(minutes=draw(st.integers(0, 6)))
        fields: Event = {
            "visitor_id": make_id(who),
            "session_id": make_id(f"{who} session {draw(st.integers(0, 1))}"),
            "environment": draw(st.sampled_from(["production", "staging"])),
            "agent": draw(st.sampled_from(["web", "sales"])),
            "url": f"https://fresh.example/{place}",
            "received_at": (at + timedelta(seconds=1)).isoformat(),
            "occurred_at": at.isoformat(),
        }
        if kind == "consent":
            purposes = draw(st.sampled_from([["analytics"], ["contact"], ["analytics", "contact"]]))
            granted = draw(st.sampled_from(["granted", "withdrawn"]))
            events.append(decision(str(place), granted, purposes, **fields))
            continue
        if kind not in FREE_OF_CONVERSATION:
            fields["conversation_id"] = make_id(f"{who} talk {draw(st.integers(0, 1))}")
        events.append(event(str(place), kind, properties=draw(PROPERTIES[kind]), **fields))
    return events


@st.composite
def deliveries(draw: st.DrawFn) -> tuple[list[Event], list[list[Event]], bool]:
    """A history, the same mixed, cut into batches and partly sent twice, and what the site asks."""
    events = draw(histories())
    mixed = draw(st.permutations(events + draw(st.lists(st.sampled_from(events), max_size=4))))
    cuts = sorted(draw(st.lists(st.integers(0, len(mixed)), max_size=6)))
    edges = [0, *cuts, len(mixed)]
    return events, [mixed[a:b] for a, b in pairwise(edges)], draw(st.booleans())


def ids(events: list[Event]) -> set[str]:
    return {one["id"] for one in events}


@pytest.mark.row("R27", "R03")
@CHECKED
@given(delivery=deliveries())
def test_order_split_and_replay_of_decisions_do_not_matter(
    db: Connection, delivery: tuple[list[Event], list[list[Event]], bool]
) -> None:
    events, batches, is_required = delivery
    stored, waiting = [], []
    for who in PEOPLE:
        keeps, waits = sort_out(of_visitor(who, events), is_required)
        stored += keeps
        waiting += waits
    with db.transaction(force_rollback=True):
        ingest(db, stored)
        expected = state(db)
    for sent in ([events], batches):
        with db.transaction(force_rollback=True):
            require_consent(db, is_required)
            for batch in sent:
                ingest(db, batch)
            assert state(db) == expected
            assert held(db) == ids(waiting)


@pytest.mark.row("R27", "R03")
@CHECKED
@given(delivery=deliveries())
def test_what_one_of_two_merged_visitors_decides_holds_for_both(
    db: Connection, delivery: tuple[list[Event], list[list[Event]], bool]
) -> None:
    """They are merged at the beginning, or at the end where both are still there."""
    events, batches, _ = delivery
    first = [event(f"first {who}", visitor_id=make_id(who), session_id=make_id(f"{who} session 0"))
             for who in PEOPLE]  # fmt: skip
    stored, waiting = sort_out([*first, *events], False)
    with db.transaction(force_rollback=True):
        ingest(db, stored)
        if all(of_visitor(who, stored) for who in PEOPLE):
            merge(db)
        expected = shown(db)
    for sent in ([events], batches):
        with db.transaction(force_rollback=True):
            ingest(db, first)
            merge(db)
            for batch in sent:
                ingest(db, batch)
            db.execute("select public.run_consent_upkeep()")
            assert shown(db) == expected
            assert held(db) == ids(waiting)
    with db.transaction(force_rollback=True):
        ingest(db, [*first, *events])
        if len(state(db)["visitors"]) == len(PEOPLE):
            merge(db)
            db.execute("select public.run_consent_upkeep()")
            assert shown(db) == expected
            assert held(db) == ids(waiting)


def shown(db: Connection) -> dict[str, list[Any]]:
    """The state; of a visitor who was merged, whose row nobody reads, only into whom."""
    rows = state(db)
    rows["visitors"] = [
        {key: row[key] for key in ("id", "merged_into_id")} if row["merged_into_id"] else row
        for row in rows["visitors"]
    ]
    return rows


def merge(db: Connection) -> None:
    phone, laptop = make_id("phone"), make_id("laptop")
    assert refusal(db, "service", MERGE, SITES[0], phone, laptop) is None
