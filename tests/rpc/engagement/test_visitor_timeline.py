"""A visitor's timeline over sessions, conversations and merged visitors."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import psycopg
import pytest

from .actors import deny
from .events import START, Connection, event, ingest, make_id, message
from .lists import pages
from .test_list_conversations import ABTASTY, LOOK_ALIKE

HERE = {"site_domain": "abtasty.com"}


def timeline(db: Connection, as_person: Any, rpc: Callable[..., Any], size: int) -> list[Any]:
    with as_person(db, "user@user.com"):
        return pages(
            rpc, db, "visitor_timeline", size, domain_id=ABTASTY, visitor_id=make_id("visitor")
        )


def visits() -> list[dict[str, Any]]:
    return [
        event("view", minute=0, **HERE),
        event("shown", "widget_shown", minute=1, **HERE),
        message("m0", 0, minute=2, **HERE),
        message("m1", 1, minute=3, **HERE),
        event("crm", "enrichment", minute=4, properties={"source": "crm"}, **HERE),
        event("back", minute=9, session_id=make_id("second"), **HERE),
        event("phone", minute=5, visitor_id=make_id("phone"), session_id=make_id("third"), **HERE),
    ]


@pytest.mark.row("R03")
@pytest.mark.parametrize("size", [2, 500])
def test_it_runs_over_sessions_and_conversations(
    db: Connection, as_person: Any, rpc: Callable[..., Any], size: int
) -> None:
    ingest(db, visits())
    kinds = [row["kind"] for row in timeline(db, as_person, rpc, size)]
    assert kinds == ["page_view", "enrichment", "conversation", "widget_shown", "page_view"]


@pytest.mark.row("R03")
def test_it_takes_in_merged_visitors(
    db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> None:
    ingest(db, visits())
    db.execute(
        "update visitors set merged_into_id = %s where id = %s",
        [make_id("visitor"), make_id("phone")],
    )
    ids = [str(row["id"]) for row in timeline(db, as_person, rpc, 500)]
    assert ids[:3] == [make_id("event back"), make_id("event phone"), make_id("event crm")]


@pytest.mark.row("R03", "R12")
@pytest.mark.parametrize("size", [2, 500])
def test_what_was_sent_to_a_crm_stands_at_its_time(
    db: Connection, as_person: Any, rpc: Callable[..., Any], size: int
) -> None:
    ingest(db, visits())
    db.execute(
        "update visitors set merged_into_id = %s where id = %s",
        [make_id("visitor"), make_id("phone")],
    )
    sent = [
        ("visitor", "synced", None, "7", 2.5, "contacts"),
        ("phone", "failed", "VALIDATION_ERROR", None, 4.5, "contacts"),
        ("somebody else", "synced", None, "8", 3, "contacts"),
        ("visitor", "synced", None, "9", 3, "companies"),
    ]
    for name, status, error, remote_id, minute, kind in sent:
        at = START + timedelta(minutes=minute)
        db.execute(
            "insert into sync_records (domain_id, config_id, object, local_id, remote_id, hash,"
            " state, error, trace_id, run_id, last_synced_at, updated_at)"
            " select domain_id, config_id, %s, %s, %s, '', %s, %s, 'x', id, %s, %s"
            " from sync_runs where domain_id = %s limit 1",
            [kind, make_id(name), remote_id, status, error, None if error else at, at, ABTASTY],
        )
    with as_person(db, "admin@admin.com"):
        rows = pages(
            rpc, db, "visitor_timeline", size, domain_id=ABTASTY, visitor_id=make_id("visitor")
        )
    assert [row["kind"] for row in rows] == [
        *("page_view", "page_view", "crm_sync", "enrichment", "crm_sync"),
        *("conversation", "widget_shown", "page_view"),
    ]
    assert [row["details"] for row in rows if row["kind"] == "crm_sync"] == [
        {"state": "failed", "error": "VALIDATION_ERROR", "remote_id": None},
        {"state": "synced", "error": None, "remote_id": "7"},
    ]
    # Who may not view integrations sees the rest.
    seen = [row["kind"] for row in timeline(db, as_person, rpc, size)]
    assert seen == [row["kind"] for row in rows if row["kind"] != "crm_sync"]


@pytest.mark.row("R03", "R25")
def test_hidden_and_missing_give_the_same_answer(
    db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> None:
    ingest(db, visits())
    [hidden] = db.execute(
        "select id from visitors where domain_id = %s limit 1", [LOOK_ALIKE]
    ).fetchall()
    for domain_id, visitor_id in [
        (LOOK_ALIKE, hidden[0]), (ABTASTY, hidden[0]), (ABTASTY, make_id("none")),
    ]:  # fmt: skip
        with (
            pytest.raises(psycopg.errors.NoDataFound, match="there is no such visitor"),
            as_person(db, "user@user.com"),
        ):
            rpc(db, "visitor_timeline", domain_id=domain_id, visitor_id=visitor_id)


@pytest.mark.row("R03", "R15")
def test_conversations_need_their_own_permission(
    db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> None:
    ingest(db, visits())
    deny(db, "user@user.com", "conversations.view", HERE["site_domain"])
    kinds = [row["kind"] for row in timeline(db, as_person, rpc, 500)]
    assert kinds == ["page_view", "enrichment", "widget_shown", "page_view"]
    deny(db, "user@user.com", "visitors.view", HERE["site_domain"])
    with pytest.raises(psycopg.errors.NoDataFound):
        timeline(db, as_person, rpc, 500)
