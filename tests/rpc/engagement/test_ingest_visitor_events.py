"""Whatever the order and split of batches, the same events lead to the same state."""

import json
from datetime import timedelta
from itertools import pairwise
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .events import SITES, START, Connection, Event, event, ingest, make_id, message, state

# The first of each is drawn most: events that never meet prove nothing.
WRITTEN = [SITES[0], SITES[0], SITES[0], f"https://WWW.{SITES[1].title()}:443/pricing"]
PROPERTIES: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "page_view": st.just({}),
    "widget_shown": st.fixed_dictionaries({"visible_ms": st.sampled_from([0, 9000, 12000])}),
    "identify": st.fixed_dictionaries(
        {"email": st.sampled_from(["a@acme.example", "B@Beta.example", "c@gmail.com"])}
    ),
    "email_captured": st.just({"email": "d@acme.example"}),
    "demo_proposed": st.just({}),
    "demo_booked": st.just({}),
    "cta_clicked": st.just({}),
    "enrichment": st.fixed_dictionaries(
        {
            "source": st.sampled_from(["one", "two"]),
            "company": st.fixed_dictionaries(
                {
                    "domain": st.sampled_from(["acme.example", "Beta.example", "gmail.com"]),
                    "name": st.sampled_from(["Acme", "Beta", "Gamma"]),
                    "employees": st.sampled_from([5, 50]),
                }
            ),
            "data": st.fixed_dictionaries({"city": st.sampled_from(["Lyon", "Vigo"])}),
        }
    ),
    "message": st.fixed_dictionaries(
        {
            "seq": st.integers(0, 1),
            "role": st.sampled_from(["visitor", "assistant"]),
            "content": st.sampled_from(["How much?", "It depends.", "Merci"]),
            "language": st.sampled_from(["en", "fr"]),
        }
    ),
    "conversation_status": st.fixed_dictionaries(
        {"status": st.sampled_from(["open", "closed", "handed_over"])}
    ),
}
FREE_OF_CONVERSATION = {"page_view", "widget_shown", "identify", "enrichment"}


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """Events of a few people whose times often tie and whose sessions are sometimes shared."""
    events = []
    for place in range(draw(st.integers(2, 14))):
        kind = draw(
            st.sampled_from([*sorted(PROPERTIES), "message", "message", "identify", "enrichment"])
        )
        ahead = draw(st.sampled_from([0, 0, 0, 60]))
        received = START + timedelta(minutes=draw(st.integers(0, 3)))
        fields: Event = {
            "site_domain": draw(st.sampled_from(WRITTEN)),
            "visitor_id": make_id(f"visitor {draw(st.integers(0, 1))}"),
            "session_id": make_id(f"session {draw(st.integers(0, 1))}"),
            "environment": draw(st.sampled_from(["production", "staging"])),
            "received_at": received.isoformat(),
            "occurred_at": (received + timedelta(minutes=ahead)).isoformat(),
            "properties": draw(PROPERTIES[kind]),
        }
        if kind not in FREE_OF_CONVERSATION:
            fields["conversation_id"] = make_id(f"conversation {draw(st.sampled_from([0, 0, 1]))}")
        events.append(event(str(place), kind, **fields))
    return events


@st.composite
def deliveries(draw: st.DrawFn) -> tuple[list[Event], list[list[Event]]]:
    """A history, and the same events in another order, cut into batches, some sent twice."""
    events = draw(histories())
    mixed = draw(st.permutations(events + draw(st.lists(st.sampled_from(events), max_size=4))))
    cuts = sorted(draw(st.lists(st.integers(0, len(mixed)), max_size=4)))
    edges = [0, *cuts, len(mixed)]
    return events, [mixed[a:b] for a, b in pairwise(edges)]


@pytest.mark.row("R27", "R03", "R04", "R05")
@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(delivery=deliveries())
def test_order_split_and_replay_do_not_matter(
    db: Connection, delivery: tuple[list[Event], list[list[Event]]]
) -> None:
    events, batches = delivery
    states = []
    for sent in ([events], batches):
        with db.transaction(force_rollback=True):
            stored = sum(ingest(db, batch)["stored"] for batch in sent)
            db.execute("set constraints all immediate")
            states.append(state(db))
        assert stored == len(events)
    assert states[0] == states[1]


def company(name: str) -> dict[str, Any]:
    return {"source": name, "company": {"domain": "acme.example", "name": name}}


PAIRS: dict[str, list[Event]] = {
    "e-mail address": [event(n, "identify", properties={"email": f"{n}@x.example"}) for n in "ab"],
    "enrichment": [event(n, "enrichment", properties=company(n)) for n in "ab"],
    "text": [message(n, 0, f"Text {n}") for n in "ab"],
    "language": [message(n, i, properties={"language": n}) for i, n in enumerate(("en", "fr"))],
    "status": [
        event(n, "conversation_status", conversation_id=make_id("c"), properties={"status": n})
        for n in ("open", "closed")
    ],
    "landing page": [event(n, url=f"https://fresh.example/{n}") for n in "ab"],
    "agent": [message(n, i, agent=n, session_id=make_id(n)) for i, n in enumerate("ab")],
}


@pytest.mark.row("R27")
@pytest.mark.parametrize("minutes", [0, 1], ids=["tie", "one later"])
@pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS)
def test_two_events_that_contradict_agree_on_the_winner(
    db: Connection, pair: list[Event], minutes: int
) -> None:
    later = (START + timedelta(minutes=minutes)).isoformat()
    one, two = pair[0], {**pair[1], "occurred_at": later, "received_at": later}
    states = []
    for batches in ([[one, two]], [[one], [two]], [[two], [one]]):
        with db.transaction(force_rollback=True):
            for batch in batches:
                ingest(db, batch)
            states.append(state(db))
    assert states[0] == states[1] == states[2]


@pytest.mark.row("R27")
def test_says_what_was_stored(db: Connection) -> None:
    batch = [event("one"), event("two"), event("one")]
    assert ingest(db, batch) == {
        "received": 3, "stored": 2, "duplicates": 1, "erased": 0, "held": 0, "clock_skewed": 0
    }  # fmt: skip
    assert ingest(db, batch)["stored"] == 0


@pytest.mark.row("R27")
def test_an_empty_batch_is_no_error(db: Connection) -> None:
    before = state(db)
    assert ingest(db, [])["stored"] == 0
    assert state(db) == before


@pytest.mark.row("R27")
def test_an_event_from_the_future_is_set_back_and_marked(db: Connection) -> None:
    late = (START + timedelta(minutes=6)).isoformat()
    close = (START + timedelta(minutes=5)).isoformat()
    batch = [
        event("late", occurred_at=late, received_at=START.isoformat()),
        event("close", occurred_at=close, received_at=START.isoformat()),
    ]
    assert ingest(db, batch)["clock_skewed"] == 1
    rows = db.execute(
        "select occurred_at, has_clock_skew from session_events where id = any(%s) order by 1",
        [[make_id("event late"), make_id("event close")]],
    ).fetchall()
    assert rows == [(START, True), (START + timedelta(minutes=5), False)]


@pytest.mark.row("R27")
def test_an_event_over_seven_days_late_needs_a_backfill(db: Connection) -> None:
    received = (START + timedelta(days=7, seconds=1)).isoformat()
    batch = [event("old", received_at=received)]
    with pytest.raises(psycopg.errors.InvalidParameterValue, match="7 days late"):
        ingest(db, batch, is_backfill=False)
    assert ingest(db, batch, is_backfill=True)["stored"] == 1


@pytest.mark.row("R27")
def test_a_batch_leaves_one_audit_entry_a_domain(db: Connection) -> None:
    batch = [event("here"), event("there", site_domain=SITES[1]), event("here too")]
    query = "select after from audit_log where action = 'ingest' and after ->> 'events' = %s"
    before = [len(db.execute(query, [n]).fetchall()) for n in ("1", "2")]
    ingest(db, batch)
    ingest(db, batch)  # Adds nothing, so it leaves no entry.
    after = [len(db.execute(query, [n]).fetchall()) for n in ("1", "2")]
    assert after == [before[0] + 1, before[1] + 1]


@pytest.mark.row("R27", "R25")
@pytest.mark.parametrize("person", ["user@user.com", "admin@admin.com"])
def test_people_cannot_ingest(db: Connection, as_person: Any, person: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege), as_person(db, person):
        db.execute("select public.ingest_visitor_events(%s)", [json.dumps([event("one")])])


@pytest.mark.row("R05")
def test_a_corrected_message_keeps_its_id(db: Connection) -> None:
    ingest(db, [message("first", 0, "How mcuh?")])
    query = "select id, content from messages where conversation_id = %s"
    [(kept, _)] = db.execute(query, [make_id("conversation")]).fetchall()
    ingest(db, [message("second", 0, "How much?", minute=1)])
    assert db.execute(query, [make_id("conversation")]).fetchall() == [(kept, "How much?")]
