"""Who reads what a visitor consented to, and that it outlives the visitor."""

from collections.abc import Callable
from typing import Any

import pytest

from .actors import SUPPORT, USER, refusal
from .consents import decision
from .events import SITES, Connection, event, ingest, make_id
from .planted_visitor import ADMIN

READ = "select public.visitor_consent(tests.domain(%L), %L)"
MERGE = "select public.merge_visitors(tests.domain(%L), %L, %L, 'same person')"


def read(
    db: Connection, rpc: Callable[..., Any], as_person: Any, name: str = "visitor"
) -> dict[str, Any]:
    row = db.execute("select tests.domain(%s)::text", [SITES[0]]).fetchone()
    assert row is not None
    with as_person(db, ADMIN):
        told: dict[str, Any] = rpc(
            db, "visitor_consent", domain_id=row[0], visitor_id=make_id(name)
        )
    return told


@pytest.mark.row("R27", "R03")
def test_the_newest_decision_counts_and_all_are_told(
    db: Connection, rpc: Callable[..., Any], as_person: Any
) -> None:
    both = ["analytics", "contact"]
    ingest(db, [decision("yes", "granted", both, minute=1), event("e", minute=2)])
    ingest(db, [decision("no", "withdrawn", ["contact"], minute=3)])
    ingest(db, [decision("early", "withdrawn", ["contact"])])
    told = read(db, rpc, as_person)
    assert told["is_required"] is False
    states = {row["purpose"]: (row["state"], row["is_storage"]) for row in told["purposes"]}
    assert states == {
        "analytics": ("granted", True), "contact": ("withdrawn", False), "enrichment": (None, False)
    }  # fmt: skip
    assert [(row["state"], row["purposes"], row["source"]) for row in told["history"]] == [
        ("withdrawn", ["contact"], "widget"),
        ("granted", ["analytics", "contact"], "widget"),
        ("withdrawn", ["contact"], "widget"),
    ]


@pytest.mark.row("R27")
def test_it_answers_when_nothing_else_is_left(
    db: Connection, rpc: Callable[..., Any], as_person: Any
) -> None:
    """Merged visitors are one person, also then; and the proof knows nobody by id."""
    ingest(db, [event("e"), event("t", visitor_id=make_id("twin"), session_id=make_id("far"))])
    assert refusal(db, "service", MERGE, SITES[0], make_id("twin"), make_id("visitor")) is None
    ingest(db, [decision("no", "withdrawn", minute=3)])
    for name in ("visitor", "twin"):
        assert [row["state"] for row in read(db, rpc, as_person, name)["history"]] == ["withdrawn"]
    for table in ("consent_events", "visitor_consents", "held_events"):
        query = f"select 1 from private.{table} as t where t::text like any(%s)"
        names = [f"%{make_id(name)}%" for name in ("visitor", "twin")]
        assert db.execute(query, [names]).fetchall() == []


@pytest.mark.row("R27", "R03")
def test_the_timeline_shows_decisions(
    db: Connection, rpc: Callable[..., Any], as_person: Any
) -> None:
    ingest(db, [event("e"), decision("yes", "granted", ["contact"], minute=1)])
    row = db.execute("select tests.domain(%s)::text", [SITES[0]]).fetchone()
    assert row is not None
    with as_person(db, ADMIN):
        rows = rpc(db, "visitor_timeline", domain_id=row[0], visitor_id=make_id("visitor"))
    assert [line["kind"] for line in rows] == ["consent", "page_view"]
    assert rows[0]["details"] == {"state": "granted", "purposes": ["contact"], "source": "widget"}


@pytest.mark.row("R27", "R25", "R26")
@pytest.mark.parametrize(
    ("actor", "site", "answer"),
    [
        (USER, "abtasty.com", None),
        (SUPPORT, "abtasty.com", None),
        (USER, "notabtasty.com", "42501 PERMISSION_DENIED"),
        ("staff@demo.example", "abtasty.com", "42501 PERMISSION_DENIED"),
        ("service", "abtasty.com", "42501"),
        ("anon", "abtasty.com", "42501"),
    ],
)
def test_who_may_read(db: Connection, actor: str, site: str, answer: str | None) -> None:
    for name in ("abtasty.com", "notabtasty.com"):
        ingest(db, [event(name, site_domain=name)])
    assert refusal(db, actor, READ, site, make_id("visitor")) == answer


@pytest.mark.row("R27", "R26")
def test_nobody_is_not_found(db: Connection) -> None:
    ingest(db, [event("e"), decision("yes", "granted")])
    assert refusal(db, ADMIN, READ, SITES[0], make_id("nobody")) == "P0002 NOT_FOUND"
    assert refusal(db, ADMIN, READ, SITES[1], make_id("visitor")) == "P0002 NOT_FOUND"
