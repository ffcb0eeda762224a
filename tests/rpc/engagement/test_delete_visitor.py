"""A person is forgotten: every column is searched for what was known, and the numbers stay."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest

from bo_cli.core.connection import ConnectionInfo
from bo_cli.policies.databases import worker_database

from .actors import SUPPORT, USER, allow, refusal
from .events import SITES, Connection, add_sites, event, ingest, make_id, message, state
from .planted_visitor import (
    ADMIN,
    IDS,
    OTHER,
    TWIN,
    WORDS,
    found_in,
    planted,
    rows_of_person,
    store_erika,
    tables_of_person,
)

ERASE = (
    "select public.delete_visitor(domain_id => tests.domain(%L), visitor_id => %L, reason => %L)"
)
COUNTS = """
select (select count(*) from visitors where domain_id = d.id and merged_into_id is null),
  (select count(*) from visitor_sessions where domain_id = d.id),
  (select array_agg((kind, occurred_at, is_test)::text order by kind, occurred_at) from (
     select kind, occurred_at, environment <> 'production' as is_test
     from session_events where domain_id = d.id) as e),
  (select array_agg((id, started_at, total_turns, outcome, score, status)::text order by id)
   from conversations where domain_id = d.id),
  (select array_agg((conversation_id, seq, role, occurred_at)::text order by conversation_id, seq)
   from messages where domain_id = d.id),
  (select sum(widget_visible_ms) from visitor_sessions where domain_id = d.id),
  (select (count(*), count(distinct person_id))::text from private.active_events
   where domain_id = d.id)
from domains d where site_domain = %s
"""


@pytest.fixture
def erika(db: Connection) -> None:
    store_erika(db)


def erase(
    db: Connection, rpc: Callable[..., Any], as_person: Any, name: str = "visitor", **fields: Any
) -> dict[str, int]:
    row = db.execute("select tests.domain(%s)::text", [SITES[0]]).fetchone()
    assert row is not None
    with as_person(db, ADMIN, "aal2"):
        counts: dict[str, int] = rpc(
            db, "delete_visitor", domain_id=row[0], visitor_id=make_id(name), reason="asked for it"
        )
    return counts


def delivered(db: Connection, prefix: str) -> list[tuple[str, dict[str, Any]]]:
    """Topic and payload of what a worker now delivers, without the connection that it goes over."""
    rows = db.execute(
        "select id, topic, payload - 'integration_id' from claim_outbox('w', %s, 500)"
        " where domain_id = tests.domain(%s) order by topic, payload::text",
        [prefix, SITES[0]],
    ).fetchall()
    for message_id, _, _ in rows:
        db.execute("select complete_outbox(%s, 'w')", [message_id])
    return [(topic, payload) for _, topic, payload in rows]


def receive(db: Connection, body: dict[str, Any]) -> None:
    """A webhook, as if it had been signed."""
    db.execute(
        "insert into private.webhook_inbox"
        " (provider, delivery_id, headers, body, signature_ok, is_fresh)"
        " values ('linear', 'late', '{}', %s, true, true)",
        [json.dumps(body).encode()],
    )


@pytest.mark.row("R27")
def test_there_is_something_to_erase_in_every_table_that_leads_to_a_visitor(
    db: Connection, erika: None
) -> None:
    """A new table gets rows of Erika's in erika.py, and with them all that is tested here."""
    assert {table for table in tables_of_person(db) if not rows_of_person(db, table)} == set()


@pytest.mark.row("R27")
@pytest.mark.parametrize("name", ["visitor", "twin"])
def test_nothing_of_the_person_is_left_in_any_column(
    db: Connection, rpc: Callable[..., Any], as_person: Any, erika: None, name: str
) -> None:
    for needle in [*WORDS, *IDS]:
        assert found_in(db, needle), needle
    assert erase(db, rpc, as_person, name) == {"visitors": 2, "conversations": 2}
    # HubSpot has to be told whom to forget; when it was, that is forgotten too.
    assert found_in(db, "erika") | found_in(db, "hubspot-4711") == {"private.outbox"}
    assert delivered(db, "hubspot.") == [
        ("hubspot.contact.erase", {"email": "erika.musterfrau@private.example"}),
        ("hubspot.contact.erase", {"remote_id": "hubspot-4711"}),
    ]
    for needle in [*WORDS, *IDS]:
        assert found_in(db, needle) == set(), needle
    assert found_in(db, "somebody else") == {"messages", "conversation_keywords"}
    assert found_in(db, "x@neighbour.example") == {"visitors", "private.visitor_emails"}
    assert found_in(db, "neighbour.example") == {"accounts", "visitors", "private.visitor_emails"}


@pytest.mark.row("R27", "R11")
def test_linear_is_asked_to_forget_too_and_gets_no_word_any_more(
    db: Connection, rpc: Callable[..., Any], as_person: Any, erika: None
) -> None:
    row = db.execute("select id::text from ticket_links order by created_at desc").fetchone()
    assert row is not None
    erase(db, rpc, as_person)
    told = dict(delivered(db, "linear."))
    assert told["linear.issue.create"]["title"] == "[erased]"
    assert told["linear.issue.create"]["description"] == "[erased]"
    changes = told["linear.issue.update"]["changes"]
    assert changes == {"title": "[erased]", "description": "[erased]"}
    assert told["linear.comment.create"]["body"] == "[erased]"
    # The webhook that nobody had read yet is gone: what it told is asked for.
    assert told["linear.issue.read"] == told["linear.issue.erase"] == {"id": row[0]}
    # Linear tells of our change, with what was there before.
    before = {"title": "About Erika"}
    body = {"type": "Issue", "action": "update", "data": {"id": row[0]}, "updatedFrom": before}
    receive(db, body)
    db.execute("select public.run_webhook_upkeep()")
    assert found_in(db, "erika") == {"private.outbox"}


@pytest.mark.row("R27", "R10")
def test_a_ticket_keeps_what_is_nobodys(
    db: Connection, rpc: Callable[..., Any], as_person: Any, erika: None
) -> None:
    query = (
        "select t.number, t.status, t.subtype, t.reporter_id, l.identifier, l.state_type,"
        " (select count(*) from ticket_comments c where c.ticket_id = t.id),"
        " (select count(*) from notifications n where n.data ->> 'ticket_id' = t.id::text)"
        " from tickets t join ticket_links l on l.ticket_id = t.id where t.conversation_id = %s"
    )
    before = db.execute(query, [make_id("conversation")]).fetchone()
    assert before is not None
    assert before[-2:] == (1, 2)
    erase(db, rpc, as_person)
    assert db.execute(query, [make_id("conversation")]).fetchone() == before
    row = db.execute("select url from ticket_links order by created_at desc").fetchone()
    assert row == ("https://linear.app/acme/issue/A-1",)


@pytest.mark.row("R27", "R02")
def test_the_numbers_stay(
    db: Connection, rpc: Callable[..., Any], as_person: Any, erika: None
) -> None:
    before = db.execute(COUNTS, [SITES[0]]).fetchone()
    erase(db, rpc, as_person)
    assert db.execute(COUNTS, [SITES[0]]).fetchone() == before
    [score] = db.execute(
        "select score, dimensions, reason from conversation_scores where conversation_id = %s",
        [make_id("conversation")],
    ).fetchall()
    assert score == (70, {"tone": 80}, None)


@pytest.mark.row("R27")
def test_what_the_widget_sends_later_or_again_does_not_bring_the_person_back(
    db: Connection, rpc: Callable[..., Any], as_person: Any, erika: None
) -> None:
    erase(db, rpc, as_person)
    before = state(db)
    new = [
        event("late", "identify", properties={"email": "erika@new.example"}, minute=60),
        message("late talk", 0, "Erika here", minute=61, conversation_id=make_id("late")),
        event("late twin", **TWIN),
    ]
    known = ingest(db, planted())
    assert known == {
        "received": 12, "stored": 0, "duplicates": 2, "erased": 10, "held": 0, "clock_skewed": 0
    }  # fmt: skip
    assert ingest(db, new)["erased"] == 3
    assert state(db) == before
    # Somebody of the same id on another site is somebody else.
    elsewhere = [event("elsewhere", site_domain=SITES[1])]
    assert ingest(db, [*new, *elsewhere])["stored"] == 1


@pytest.mark.row("R27")
@pytest.mark.parametrize("again", ["visitor", "twin"])
def test_again_it_does_nothing(
    db: Connection, rpc: Callable[..., Any], as_person: Any, erika: None, again: str
) -> None:
    erase(db, rpc, as_person)
    before = state(db)
    entries = db.execute("select count(*) from audit_log").fetchone()
    assert erase(db, rpc, as_person, again) == {"visitors": 0, "conversations": 0}
    assert state(db) == before
    assert db.execute("select count(*) from audit_log").fetchone() == entries


@pytest.mark.row("R27")
def test_the_erasure_is_audited_without_saying_who(
    db: Connection, rpc: Callable[..., Any], as_person: Any, erika: None
) -> None:
    erase(db, rpc, as_person)
    rows = db.execute(
        "select resource_id, after, reason, actor_person_id = tests.person(%s) from audit_log"
        " where action = 'erase'",
        [ADMIN],
    ).fetchall()
    digest = db.execute(
        "select encode(private.visitor_digest(tests.domain(%s), %s), 'hex')",
        [SITES[0], make_id("visitor")],
    ).fetchone()
    assert digest is not None
    assert rows == [(digest[0], {"visitors": 2, "conversations": 2}, "asked for it", True)]


@pytest.mark.row("R27", "R04")
def test_a_company_stays_where_others_of_it_are(
    db: Connection, rpc: Callable[..., Any], as_person: Any, erika: None
) -> None:
    ingest(db, [event("o3", "identify", minute=9, **OTHER,
                      properties={"email": "y@musterfrau-gmbh.example"})])  # fmt: skip
    erase(db, rpc, as_person)
    assert found_in(db, "musterfrau-gmbh.example") == {
        "accounts", "visitors", "private.visitor_emails"
    }  # fmt: skip


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
@pytest.mark.parametrize("name", ["delete_visitor", "export_visitor"])
def test_who_may_not(db: Connection, erika: None, actor: str, answer: str, name: str) -> None:
    query = f"select public.{name}(domain_id => tests.domain(%L), visitor_id => %L{{}})"
    query = query.format(", reason => 'x'" if name == "delete_visitor" else "")
    assert refusal(db, actor, query, SITES[0], make_id("visitor")) == answer


@pytest.mark.row("R27", "R25")
@pytest.mark.parametrize(
    ("permission", "erasing", "exporting"),
    [
        ("visitors.edit", "42501 PERMISSION_DENIED", "42501 PERMISSION_DENIED"),
        ("visitors.delete", None, "42501 PERMISSION_DENIED"),
        ("visitors.manage", None, None),
    ],
)
def test_which_permission_it_takes(
    db: Connection, erika: None, permission: str, erasing: str | None, exporting: str | None
) -> None:
    ingest(db, [{**told, "site_domain": "abtasty.com"} for told in planted()])
    allow(db, USER, permission, "abtasty.com")
    export = "select public.export_visitor(tests.domain(%L), %L)"
    for name in ("notabtasty.com", SITES[0]):
        assert refusal(db, USER, export, name, make_id("visitor")) == "42501 PERMISSION_DENIED"
        assert refusal(db, USER, ERASE, name, make_id("visitor"), "x") == "42501 PERMISSION_DENIED"
    assert refusal(db, USER, export, "abtasty.com", make_id("visitor")) == exporting
    assert refusal(db, USER, ERASE, "abtasty.com", make_id("visitor"), "x") == erasing


@pytest.mark.row("R27", "R24")
def test_where_a_password_is_not_enough(db: Connection, erika: None) -> None:
    db.execute("update security_settings set is_strong_auth_relaxed_locally = false")
    export = "select public.export_visitor(tests.domain(%L), %L)"
    assert refusal(db, ADMIN, export, SITES[0], make_id("visitor")) == "42501 STEP_UP_REQUIRED"
    assert refusal(db, ADMIN, ERASE, SITES[0], make_id("visitor"), "x") == "42501 STEP_UP_REQUIRED"


@pytest.mark.row("R27")
def test_a_reason_is_wanted_and_nobody_is_not_found(db: Connection, erika: None) -> None:
    assert refusal(db, ADMIN, ERASE, SITES[0], make_id("visitor"), " ") == "22023 REASON_REQUIRED"
    assert refusal(db, ADMIN, ERASE, SITES[0], make_id("nobody"), "x") == "P0002 NOT_FOUND"
    assert refusal(db, ADMIN, ERASE, SITES[1], make_id("visitor"), "x") == "P0002 NOT_FOUND"
    export = "select public.export_visitor(tests.domain(%L), %L)"
    assert refusal(db, ADMIN, export, SITES[1], make_id("visitor")) == "P0002 NOT_FOUND"


@pytest.mark.row("R27")
def test_a_batch_that_comes_while_somebody_is_erased_brings_nothing_back(
    database_server: ConnectionInfo, template: str
) -> None:
    with worker_database(database_server, template) as url:
        with psycopg.connect(url) as db:
            add_sites(db)
            ingest(db, planted())

        def widget() -> None:
            with psycopg.connect(url) as other:
                ingest(other, [event("late", "identify", properties={"email": "e@late.example"})])

        with psycopg.connect(url) as db, ThreadPoolExecutor(1) as pool:
            assert refusal(db, ADMIN, ERASE, SITES[0], make_id("visitor"), "x") is None
            sent = pool.submit(widget)
            with pytest.raises(TimeoutError):
                sent.result(0.5)
            db.commit()
            sent.result(10)
            assert found_in(db, "late.example") == set()
