"""A person is forgotten: every column is searched for what was known, and the numbers stay."""

import hashlib
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest

from bo_cli.core.connection import ConnectionInfo
from bo_cli.policies.databases import worker_database

from .actors import SUPPORT, USER, act_as, allow, refusal
from .events import SITES, Connection, Event, add_sites, event, ingest, make_id, message, state

ADMIN = "admin@admin.com"
ERASE = (
    "select public.delete_visitor(domain_id => tests.domain(%L), visitor_id => %L, reason => %L)"
)
TWIN = {"visitor_id": make_id("twin"), "session_id": make_id("twin session")}
OTHER = {"visitor_id": make_id("other"), "session_id": make_id("other session")}
# The assistant's, whose id is made from conversation and place.
MESSAGE = uuid.UUID(hashlib.md5(f"{make_id('conversation')}/1".encode()).hexdigest())  # noqa: S324
WORDS = ["erika", "musterfrau", "gartenzwerg", "4930123456", "checkout-step-7"]
IDS = [make_id(name) for name in ("visitor", "session", "twin", "twin session", "event e2")]
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
  (select sum(widget_visible_ms) from visitor_sessions where domain_id = d.id)
from domains d where site_domain = %s
"""


def planted() -> list[Event]:
    """What the widget tells of Erika, in two browsers, and of somebody else."""
    talk = {"conversation_id": make_id("conversation")}
    far = {**TWIN, "conversation_id": make_id("twin talk")}
    url = "https://fresh.example/checkout-step-7?to=erika%40musterfrau.example"
    return [
        event("e1", url=url, properties={"form": "Erika", "visible_ms": 7}),
        event("e2", "widget_shown", properties={"visible_ms": 12000, "who": "Erika"}, minute=1),
        event("e3", "identify", properties={"email": "Erika@Musterfrau.example"}, minute=2),
        event("e4", "enrichment", minute=3, properties={
            "source": "x", "data": {"full_name": "Erika Musterfrau", "phone": "4930123456"},
            "company": {"domain": "musterfrau-gmbh.example", "name": "Musterfrau GmbH"}}),
        message("m0", 0, "I am Erika and I collect Gartenzwerg", minute=4,
                properties={"meta": {"name": "Erika"}}),
        message("m1", 1, "Hello Erika", minute=5),
        event("booked", "demo_booked", minute=6, **talk),
        event("closed", "conversation_status", minute=7, properties={"status": "closed"}, **talk),
        event("t1", "identify", properties={"email": "erika.musterfrau@private.example"}, **TWIN),
        message("t2", 0, "Erika again", **far),
        event("o1", "identify", properties={"email": "x@neighbour.example"}, **OTHER),
        message("o2", 0, "Somebody else", **{**OTHER, "conversation_id": make_id("other talk")}),
    ]  # fmt: skip


def store_erika(db: Connection) -> None:
    ingest(db, planted())
    act_as(db, ADMIN)
    db.execute(
        "select public.merge_visitors(tests.domain(%s), %s, %s, 'same person')",
        [SITES[0], make_id("twin"), make_id("visitor")],
    )
    db.execute(
        "select public.score_conversation(tests.domain(%s), %s, 70, 1, '{\"tone\": 80}',"
        " 'Erika Musterfrau was happy')",
        [SITES[0], make_id("conversation")],
    )
    db.execute(
        "select public.create_chatbot_ticket("
        "tests.domain(%s), %s, %s, 'not_accurate', 'Not Erika')",
        [SITES[0], make_id("conversation"), MESSAGE],
    )
    db.execute("select tests.back()")
    db.execute("select public.run_rollup_upkeep(100000)")


@pytest.fixture
def erika(db: Connection) -> None:
    store_erika(db)


def found_in(db: Connection, needle: str, but: tuple[str, ...] = ()) -> set[str]:
    """Tables of ours with a row that has the needle in any column."""
    tables = db.execute(
        "select oid::regclass::text from pg_class where relkind = 'r' and relnamespace"
        " in ('public'::regnamespace, 'private'::regnamespace)"
    ).fetchall()
    return {
        table for (table,) in tables
        if not table.startswith(but or "-")
        and db.execute(
            f"select 1 from {table} as t where t::text ilike %s limit 1", [f"%{needle}%"]
        ).fetchone()
    }  # fmt: skip


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


@pytest.mark.row("R27")
@pytest.mark.parametrize("name", ["visitor", "twin"])
def test_nothing_of_the_person_is_left_in_any_column(
    db: Connection, rpc: Callable[..., Any], as_person: Any, erika: None, name: str
) -> None:
    for needle in [*WORDS, *IDS]:
        assert found_in(db, needle), needle
    assert erase(db, rpc, as_person, name) == {"visitors": 2, "conversations": 2}
    for word in WORDS:
        assert found_in(db, word) == set(), word
    # The log of merges keeps ids, which lead to nobody any more.
    for one in IDS:
        assert found_in(db, one, ("audit_log", "private.audit_log")) == set(), one
    assert found_in(db, "somebody else") == {"messages"}
    assert found_in(db, "x@neighbour.example") == {"visitors"}
    assert found_in(db, "neighbour.example") == {"accounts", "visitors"}


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
    assert known == {"received": 12, "stored": 0, "duplicates": 2, "erased": 10, "clock_skewed": 0}
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
    assert found_in(db, "musterfrau-gmbh.example") == {"accounts", "visitors"}


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
