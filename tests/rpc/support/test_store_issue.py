"""What a worker notes about the issue that it has made, and that there is one, whoever dies."""

from typing import Any

import pytest

from .linear import BEGIN, event, new_issue, send
from .tickets import Connection

STORE = (
    "select tests.refusal(format('select public.store_issue(%%L, %%L, %%L, %%L, %%L, %%L)',"
    " %s::text, %s::text, %s::text, %s::text, %s::text, %s::text))"
)
PAGE = "https://linear.app/acme/issue/A-1"


def store(db: Connection, issue_id: Any, **more: Any) -> str | None:
    given = {
        "identifier": "A-1", "url": PAGE, "state_type": "backlog", "state_name": "Backlog",
        "at": BEGIN,
    } | more  # fmt: skip
    db.execute("select tests.as_service()")
    row = db.execute(STORE, [issue_id, *given.values()]).fetchone()
    db.execute("select tests.back()")
    assert row is not None
    answer: str | None = row[0]
    return answer


def link(db: Connection, issue_id: Any) -> Any:
    return db.execute(
        "select identifier, url, state_type, state_name, provider_updated_at"
        " from ticket_links where id = %s",
        [issue_id],
    ).fetchone()


@pytest.mark.row("R11", "R19")
def test_what_is_stored(db: Connection) -> None:
    ticket_id, issue_id = new_issue(db)
    assert store(db, issue_id) is None
    assert link(db, issue_id) == ("A-1", PAGE, "backlog", "Backlog", BEGIN)
    assert store(db, issue_id, state_type="completed", at=BEGIN.replace(minute=1)) is None
    row = db.execute("select status from tickets where id = %s", [ticket_id]).fetchone()
    assert row == ("resolved",)
    assert store(db, issue_id, state_type="started") is None
    assert link(db, issue_id)[2] == "completed"


@pytest.mark.row("R11")
def test_a_webhook_that_came_first_stays(db: Connection) -> None:
    _, issue_id = new_issue(db)
    send(db, event(issue_id, "started", 5))
    assert store(db, issue_id) is None
    assert link(db, issue_id)[2:4] == ("started", "Started")


@pytest.mark.row("R11")
def test_a_worker_that_dies_between_sending_and_noting_makes_one_issue(db: Connection) -> None:
    ticket_id, issue_id = new_issue(db)
    db.execute("delete from private.outbox where payload ->> 'ticket_id' <> %s", [str(ticket_id)])
    claim = "select id, payload ->> 'id', attempt from public.claim_outbox(%s, 'linear.')"

    def claimed(worker: str) -> list[Any]:
        db.execute("select tests.as_service()")
        rows = db.execute(claim, [worker]).fetchall()
        db.execute("select tests.back()")
        return rows

    ((message_id, first, _),) = claimed("one")
    assert claimed("two") == []
    # The first one has sent it and is gone; its lease runs out.
    db.execute("update private.outbox set not_before = now() where state = 'claimed'")
    assert claimed("two") == [(message_id, first, 2)]
    assert first == str(issue_id)
    assert store(db, issue_id) is None
    db.execute("select tests.as_service()")
    db.execute("select public.complete_outbox(%s, 'two')", [message_id])
    answer = db.execute(
        "select tests.refusal(format('select public.complete_outbox(%%L, ''one'')', %s::text))",
        [message_id],
    ).fetchone()
    assert answer == ("PT409 CLAIM_LOST",)
    db.execute("select tests.back()")
    db.execute("update private.outbox set not_before = now()")
    assert claimed("three") == []
    count = db.execute(
        "select count(*) from ticket_links where ticket_id = %s", [ticket_id]
    ).fetchone()
    assert count == (1,)


@pytest.mark.row("R11")
@pytest.mark.parametrize(
    ("more", "answer"),
    [
        ({"url": "javascript:alert(1)"}, "22023 INVALID_INPUT"),
        ({"url": "https://" + "x" * 500}, "22023 INVALID_INPUT"),
        ({"identifier": "x" * 51}, "22023 INVALID_INPUT"),
        ({"at": None}, "22023 INVALID_INPUT"),
        ({"state_name": "x" * 200}, None),
        ({"identifier": None, "url": None}, None),
    ],
)
def test_what_it_takes(db: Connection, more: dict[str, Any], answer: str | None) -> None:
    _, issue_id = new_issue(db)
    assert store(db, issue_id, **more) == answer


@pytest.mark.row("R11", "R25")
def test_who_may_and_which(db: Connection) -> None:
    _, issue_id = new_issue(db)
    assert store(db, "7c1f0000-0000-4000-8000-000000000000") == "P0002 NOT_FOUND"
    assert store(db, None) == "P0002 NOT_FOUND"
    for act in ("tests.as('admin@admin.com', 'aal2')", "tests.as_anon()"):
        db.execute(f"select {act}")
        row = db.execute(STORE, [issue_id, "A-1", PAGE, "started", "x", BEGIN]).fetchone()
        assert row == ("42501",)
