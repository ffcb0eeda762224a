"""Somebody calls or writes in: consent is noted, and what a withdrawal covers is gone."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from .actors import SUPPORT, USER, act_as, allow, refusal
from .consents import decision, held
from .events import SITES, Connection, event, ingest, make_id, state
from .planted_visitor import (
    ADMIN,
    IDS,
    OTHER,
    WORDS,
    found_in,
    planted,
    rows_of_person,
    store_erika,
    tables_of_person,
)  # fmt: skip

SET = (
    "select public.set_visitor_consent(domain_id => tests.domain(%L), visitor_id => %L,"
    " state => %L, purposes => %L, reason => %L)"
)
ANALYTICS = "{analytics}"


def withdraw(db: Connection, name: str = "visitor", purposes: str = ANALYTICS) -> None:
    answer = refusal(db, ADMIN, SET, SITES[0], make_id(name), "withdrawn", purposes, "called us")
    assert answer is None


@pytest.mark.row("R27")
@pytest.mark.parametrize("name", ["visitor", "twin"])
def test_a_withdrawal_leaves_nothing_of_the_person(
    db: Connection, rpc: Callable[..., Any], as_person: Any, name: str
) -> None:
    store_erika(db)
    for needle in [*WORDS, *IDS]:
        assert found_in(db, needle), needle
    withdraw(db, name)
    # HubSpot and Linear are asked to forget her too; tests of deletion follow that up.
    db.execute("delete from private.outbox")
    for needle in [*WORDS, *IDS]:
        assert found_in(db, needle) == set(), needle
    assert found_in(db, "somebody else") == {"messages", "conversation_keywords"}
    rows = state(db)
    assert {row["visitor_id"] for row in rows["session_events"]} == {OTHER["visitor_id"]}
    assert {row["id"] for row in rows["visitors"]} == {OTHER["visitor_id"]}
    assert [row["company_domain"] for row in rows["accounts"]] == ["neighbour.example"]


@pytest.mark.row("R27", "R02")
def test_what_is_counted_follows(db: Connection) -> None:
    """The numbers are those of a site to which she never came."""
    others = [told for told in planted() if told["visitor_id"] == OTHER["visitor_id"]]
    numbers = []
    for is_erika_there in (False, True):
        with db.transaction(force_rollback=True):
            ingest(db, planted() if is_erika_there else others)
            if is_erika_there:
                before = counted(db)
                withdraw(db)
                withdraw(db, "twin")
            numbers.append(counted(db))
    assert numbers[0] == numbers[1] != before


def counted(db: Connection) -> Any:
    """What the dashboard and the companies show of these days."""
    db.execute("select public.run_rollup_upkeep(100000)")
    wanted = {
        "from": "2026-03-01T00:00:00Z",
        "to": "2026-03-05T00:00:00Z",
        "domain_ids": [domain(db)],
    }
    with db.transaction(force_rollback=True):
        act_as(db, ADMIN)
        return db.execute(
            "select client_dashboard(%s::jsonb) - '{as_of,generated_at,provisional}'::text[],"
            " (select jsonb_agg(to_jsonb(s) order by to_jsonb(s)::text) from account_stats as s"
            "  where s.domain_id = %s)", [json.dumps(wanted), wanted["domain_ids"][0]],
        ).fetchone()  # fmt: skip


@pytest.mark.row("R27", "R05")
def test_a_conversation_that_stays_whole_keeps_its_score(db: Connection) -> None:
    """An old withdrawal that arrives late, after a new consent and what came with it."""
    talk = {"conversation_id": make_id("talk")}
    ingest(db, [event("old", "demo_booked", conversation_id=make_id("old talk")),
                event("new", "demo_booked", minute=9, **talk),
                decision("yes", "granted", minute=8)])  # fmt: skip
    for name in ("old talk", "talk"):
        query = "select public.score_conversation(tests.domain(%L), %L, 70, 1, '{}', 'good')"
        assert refusal(db, ADMIN, query, SITES[0], make_id(name)) is None
    ingest(db, [decision("no", "withdrawn", minute=5)])
    rows = state(db)["conversations"]
    assert [(row["id"], row["score"], row["outcome"]) for row in rows] == [
        (make_id("talk"), 70, "demo_booked")
    ]
    [left] = db.execute(
        "select conversation_id::text from conversation_scores where domain_id = tests.domain(%s)",
        [SITES[0]],
    ).fetchall()
    assert left == (make_id("talk"),)


@pytest.mark.row("R27")
def test_other_purposes_are_noted_and_take_nothing_away(
    db: Connection, rpc: Callable[..., Any], as_person: Any
) -> None:
    ingest(db, planted())
    before = state(db)
    withdraw(db, purposes="{contact,enrichment}")
    assert state(db) == before
    with as_person(db, ADMIN):
        told = rpc(db, "visitor_consent", domain_id=domain(db), visitor_id=make_id("visitor"))
    found = {row["purpose"]: row["state"] for row in told["purposes"]}
    assert found == {"analytics": None, "contact": "withdrawn", "enrichment": "withdrawn"}


@pytest.mark.row("R27")
def test_a_grant_lets_in_what_comes_after_it(db: Connection) -> None:
    ingest(db, [event("one"), decision("no", "withdrawn", minute=5)])
    after = {"occurred_at": "2100-01-01T00:00:00Z"}  # Booked when it is received: now.
    late = ingest(db, [event("late", minute=1)])
    assert (late["stored"], late["erased"], late["held"]) == (0, 1, 0)
    assert refusal(db, ADMIN, SET, SITES[0], make_id("visitor"), "granted", ANALYTICS, "x") is None
    fresh = {**event("fresh"), **after}
    del fresh["received_at"]
    assert ingest(db, [fresh])["stored"] == 1
    assert held(db) == set()


def domain(db: Connection) -> str:
    row = db.execute("select tests.domain(%s)::text", [SITES[0]]).fetchone()
    assert row is not None
    found: str = row[0]
    return found


@pytest.mark.row("R27")
def test_it_is_audited_without_saying_who(db: Connection) -> None:
    ingest(db, [event("one"), event("two", minute=1)])
    ingest(db, [decision("told", "withdrawn", minute=2, visitor_id=make_id("else"))])
    withdraw(db)
    rows = db.execute(
        "select action, after, reason, resource_id ~ '^[0-9a-f]{64}$',"
        " actor_person_id is not distinct from tests.person(%s) from audit_log"
        " where action in ('withdraw_consent', 'erase') and domain_id = tests.domain(%s)"
        " order by id",
        [ADMIN, SITES[0]],
    ).fetchall()
    staff = {"purposes": ["analytics"], "source": "staff"}
    widget = {"purposes": ["analytics"], "source": "widget"}
    assert rows == [
        ("withdraw_consent", widget, None, True, False),
        ("withdraw_consent", staff, "called us", True, True),
        ("erase", {"events": 2, "kept": 0}, "called us", True, True),
    ]


@pytest.mark.row("R27", "R25")
@pytest.mark.parametrize(
    ("actor", "answer"),
    [
        (USER, "42501 PERMISSION_DENIED"),
        (SUPPORT, "42501 PERMISSION_DENIED"),
        ("service", "42501"),
        ("anon", "42501"),
    ],
)
def test_who_may_not(db: Connection, actor: str, answer: str) -> None:
    ingest(db, [event("one", site_domain="abtasty.com")])
    args = ["abtasty.com", make_id("visitor"), "withdrawn", ANALYTICS, "x"]
    before = db.execute("select count(*) from session_events").fetchone()
    assert refusal(db, actor, SET, *args) == answer
    assert db.execute("select count(*) from session_events").fetchone() == before


@pytest.mark.row("R27", "R25", "R26")
def test_it_takes_the_permission_to_delete_there(db: Connection) -> None:
    for site in ("abtasty.com", "notabtasty.com"):
        ingest(db, [event(site, site_domain=site)])
    args = [make_id("visitor"), "withdrawn", ANALYTICS, "x"]
    allow(db, USER, "visitors.edit", "abtasty.com")
    assert refusal(db, USER, SET, "abtasty.com", *args) == "42501 PERMISSION_DENIED"
    allow(db, USER, "visitors.delete", "abtasty.com")
    assert refusal(db, USER, SET, "notabtasty.com", *args) == "42501 PERMISSION_DENIED"
    assert refusal(db, USER, SET, "abtasty.com", *args) is None
    left = db.execute(
        "select site_domain from session_events join domains on domains.id = domain_id"
        " where visitor_id = %s", [make_id("visitor")],
    ).fetchall()  # fmt: skip
    assert left == [("notabtasty.com",)]


@pytest.mark.row("R27", "R24")
def test_a_password_is_not_enough_and_a_reason_is_wanted(db: Connection) -> None:
    ingest(db, [event("one")])
    args = [SITES[0], make_id("visitor"), "withdrawn", ANALYTICS]
    assert refusal(db, ADMIN, SET, *args, " ") == "22023 REASON_REQUIRED"
    db.execute("update security_settings set is_strong_auth_relaxed_locally = false")
    assert refusal(db, ADMIN, SET, *args, "x") == "42501 STEP_UP_REQUIRED"


@pytest.mark.row("R27")
@pytest.mark.parametrize(
    ("change", "answer"),
    [
        ({0: SITES[1]}, "P0002 NOT_FOUND"),
        ({1: make_id("nobody")}, "P0002 NOT_FOUND"),
        ({2: "maybe"}, "22023 INVALID_INPUT"),
        ({3: "{everything}"}, "22023 INVALID_INPUT"),
        ({3: "{}"}, "22023 INVALID_INPUT"),
    ],
)
def test_wrong_arguments(db: Connection, change: dict[int, str], answer: str) -> None:
    ingest(db, [event("one")])
    args = [SITES[0], make_id("visitor"), "withdrawn", ANALYTICS, "x"]
    for place, value in change.items():
        args[place] = value
    before = state(db)
    assert refusal(db, ADMIN, SET, *args) == answer
    assert state(db) == before


@pytest.mark.row("R27")
def test_every_table_of_a_person_is_emptied(db: Connection) -> None:
    """A table that leads to a visitor, and what is left in it: of nobody, or of a ticket."""
    store_erika(db, alone=True)
    withdraw(db)
    left = {table for table in tables_of_person(db) if rows_of_person(db, table)}
    assert left == {
        "ticket_comments", "ticket_events", "ticket_links", "ticket_notes", "tickets",
        "private.sync_batches", "private.ticket_alerts", "private.dirty_keywords",
        "private.visitor_consents",
    }  # fmt: skip
