"""One malformed event refuses its whole batch, and is named."""

from typing import Any

import psycopg
import pytest

from .consents import decision
from .events import Connection, Event, event, ingest, make_id, message, state

FAULTS: list[tuple[str, Any]] = [
    ("event", "no object"),
    ("event", 7),
    ("id", event("x", id="123")),
    ("id", {k: v for k, v in event("x").items() if k != "id"}),
    ("site_domain", event("x", site_domain="unknown.example")),
    ("site_domain", event("x", site_domain="no host name!")),
    ("site_domain", event("x", site_domain=None)),
    ("site_domain", event("x", site_domain="www.abtasty.com.evil.example.com")),
    ("visitor_id", event("x", visitor_id=None)),
    ("session_id", event("x", session_id=[])),
    ("conversation_id", event("x", conversation_id="zero")),
    ("conversation_id", {**message("x", 0), "conversation_id": None}),
    ("kind", event("x", kind="teleport")),
    ("occurred_at", event("x", occurred_at="now")),
    ("occurred_at", event("x", occurred_at="2026-03-29T09:30:00 BC Z")),
    ("occurred_at", event("x", occurred_at="2026-03-29T09:30:00 PM Z")),
    ("occurred_at", event("x", occurred_at="infinity")),
    ("occurred_at", event("x", occurred_at="2026-03-02T09:00:00")),
    ("occurred_at", event("x", occurred_at="2026-02-30T09:00:00Z")),
    ("occurred_at", event("x", occurred_at=1772442000)),
    ("received_at", event("x", received_at="yesterday")),
    ("url", event("x", url=5)),
    ("url", event("x", url="https://abtasty.com/" + "a" * 2048)),
    ("properties", event("x", properties=[])),
    ("environment", event("x", environment="Production!")),
    ("deployment_target", event("x", deployment_target="")),
    ("agent", event("x", agent={})),
    ("properties.seq", message("x", 0, properties={"seq": -1})),
    ("properties.seq", message("x", 0, properties={"seq": 1.5})),
    ("properties.seq", message("x", 0, properties={"seq": 10**12})),
    ("properties.role", message("x", 0, properties={"role": "system"})),
    ("properties.content", message("x", 0, "")),
    ("properties.content", message("x", 0, "a" * 32001)),
    ("properties.content", message("x", 0, properties={"content": {"text": "Hello"}})),
    ("properties.language", message("x", 0, properties={"language": "English"})),
    ("properties.meta", message("x", 0, properties={"meta": "fast"})),
    ("properties.email", event("x", "identify")),
    ("properties.email", event("x", "identify", properties={"email": "nobody"})),
    ("properties.email", event("x", "form_submitted", properties={"email": "a@b"})),
    ("properties.email", event("x", "identify", properties={"email": f"a@{'b' * 316}.fr"})),
    ("properties.visible_ms", event("x", "widget_shown", properties={"visible_ms": "long"})),
    ("properties.visible_ms", event("x", properties={"visible_ms": "long"})),
    ("properties.visible_ms", message("x", 0, properties={"visible_ms": "long"})),
    ("properties.state", event("x", "consent", properties={})),
    ("properties.state", decision("x", "maybe")),
    ("properties.purposes", event("x", "consent", properties={"state": "granted"})),
    ("properties.purposes", event("x", "consent", properties={"state": "granted", "purposes": []})),
    ("properties.purposes", decision("x", "granted", ["analytics", "world domination"])),
    ("properties.source", event("x", "enrichment", properties={})),
    ("properties.source", event("x", "enrichment", properties={"source": ""})),
    ("properties.source", event("x", "enrichment", properties={"source": "s" * 101})),
    ("properties.company", event("x", "enrichment", properties={"source": "s", "company": "A"})),
    (
        "properties.company.domain",
        event("x", "enrichment", properties={"source": "s", "company": {"domain": "acme"}}),
    ),
    ("properties.data", event("x", "enrichment", properties={"source": "s", "data": []})),
    (
        "properties.status",
        event("x", "conversation_status", conversation_id=make_id("c"), properties={}),
    ),
]


@pytest.mark.row("R27")
@pytest.mark.parametrize(("field", "broken"), FAULTS)
def test_the_malformed_event_is_named_and_nothing_stored(
    db: Connection, field: str, broken: Any
) -> None:
    before = state(db)
    with pytest.raises(psycopg.errors.InvalidParameterValue) as caught:
        ingest(db, [event("good"), broken, event("good too")])
    given_id = broken.get("id", "missing") if isinstance(broken, dict) else "missing"
    message_text = caught.value.diag.message_primary or ""
    assert message_text.startswith(f"events[1].{field}: ")
    assert f"(event id {given_id})" in message_text
    assert caught.value.diag.message_detail == "INVALID_INPUT"
    assert state(db) == before


@pytest.mark.row("R27")
def test_of_several_malformed_events_the_first_is_named(db: Connection) -> None:
    with pytest.raises(psycopg.errors.InvalidParameterValue, match=r"^events\[1\]\.kind"):
        ingest(db, [event("a"), event("b", kind="?"), event("c", id="?")])


@pytest.mark.row("R27")
def test_a_malformed_event_is_named_behind_a_good_message(db: Connection) -> None:
    with pytest.raises(psycopg.errors.InvalidParameterValue, match=r"^events\[1\]\.site_domain"):
        ingest(db, [message("good", 0), event("b", site_domain="unknown.example")])


@pytest.mark.row("R27")
@pytest.mark.parametrize(
    "time",
    [
        "2026-03-02T09:00:00Z", "2026-03-02T09:00:00.123Z", "2026-03-02 09:00Z",
        "2026-03-02T09:00:00.5+00", "2026-03-02T10:00:00+0100", "2026-03-02T14:30:00+05:30",
    ],
)  # fmt: skip
def test_a_time_in_any_form_with_a_zone_is_taken(db: Connection, time: str) -> None:
    assert ingest(db, [event("a", occurred_at=time, received_at=time)])["stored"] == 1


@pytest.mark.row("R27")
@pytest.mark.parametrize("events", [{}, "[]", None, 1])
def test_what_is_no_array_is_refused(db: Connection, events: Any) -> None:
    with pytest.raises(psycopg.errors.InvalidParameterValue, match=r"^events: must be an array"):
        ingest(db, events)


@pytest.mark.row("R27")
def test_an_oversized_batch_is_refused_and_the_largest_is_not(db: Connection) -> None:
    batch: list[Event] = [event(str(place)) for place in range(1001)]
    before = state(db)
    with pytest.raises(psycopg.errors.InvalidParameterValue) as caught:
        ingest(db, batch)
    assert caught.value.diag.message_detail == "BATCH_TOO_LARGE"
    assert state(db) == before
    assert ingest(db, batch[:1000])["stored"] == 1000
