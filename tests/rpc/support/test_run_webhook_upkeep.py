"""What Linear tells moves tickets: the newest of it, in any order, however often it comes."""

import itertools
import json
import random
from typing import Any

import pytest

from .linear import event, new_issue, receive, send, sign, upkeep
from .tickets import Connection

MEANT = {
    "triage": ("new", None),
    "backlog": ("new", None),
    "unstarted": ("open", None),
    "started": ("open", None),
    "completed": ("resolved", None),
    "canceled": ("closed", "canceled"),
    "duplicate": ("closed", "duplicate"),
}


def ticket(db: Connection, ticket_id: Any) -> tuple[Any, ...]:
    row = db.execute(
        "select status, close_reason from tickets where id = %s", [ticket_id]
    ).fetchone()
    assert row is not None
    return row


def link(db: Connection, issue_id: Any) -> tuple[Any, ...]:
    row = db.execute(
        "select identifier, url, state_type, state_name, provider_updated_at, provider_delivery_id,"
        " mapped_state_type, mapped_at, mapped_delivery_id from ticket_links where id = %s",
        [issue_id],
    ).fetchone()
    assert row is not None
    return row


def errors(db: Connection) -> list[Any]:
    rows = db.execute(
        "select error from private.webhook_inbox where processed_at is not null"
        " order by received_at"
    ).fetchall()
    return [error for (error,) in rows]


@pytest.mark.row("R19")
@pytest.mark.parametrize("state_type", MEANT)
@pytest.mark.parametrize(
    "was", ["new", "open", "pending", "on_hold", "resolved", "closed", "as it was"]
)
def test_each_state_means_one_status(db: Connection, state_type: str, was: str) -> None:
    ticket_id, issue_id = new_issue(db)
    first = "started" if MEANT[state_type][0] == "new" else "triage"
    send(db, event(issue_id, first, 0))
    if was != "as it was":
        db.execute("update tickets set status = %s where id = %s", [was, ticket_id])
    send(db, event(issue_id, state_type, 1))
    status, reason = ticket(db, ticket_id)
    assert status == MEANT[state_type][0]
    assert reason == (MEANT[state_type][1] if was != "closed" else None)
    assert link(db, issue_id)[:4] == (
        "A-1", "https://linear.app/acme/issue/A-1/x", state_type, state_type.title(),
    )  # fmt: skip
    assert errors(db) == [None, None]


@pytest.mark.row("R19")
def test_every_type_that_linear_has_is_listed(db: Connection) -> None:
    rows = db.execute("select state_type, ticket_status, close_reason from linear_state_types")
    assert {(a, (b, c)) for a, b, c in rows.fetchall()} == set(MEANT.items())


@pytest.mark.row("R19")
def test_an_unknown_type_keeps_the_status_and_is_logged(db: Connection) -> None:
    ticket_id, issue_id = new_issue(db)
    send(db, event(issue_id, "completed", 0))
    send(db, event(issue_id, "hibernating", 1))
    assert ticket(db, ticket_id) == ("resolved", None)
    assert link(db, issue_id)[2] == "hibernating"
    assert errors(db) == [None, "unknown state type hibernating"]


@pytest.mark.row("R11", "R19")
def test_every_order_and_every_replay_ends_in_the_same_state(db: Connection) -> None:
    told = [("started", 1), ("completed", 2), ("weird", 3), ("canceled", 3), ("weird", 4)]
    ends = set()
    for order in itertools.permutations(range(len(told))):
        with db.transaction(force_rollback=True):
            ticket_id, issue_id = new_issue(db)
            for place in order:
                send(db, event(issue_id, *told[place]), delivery=f"d{place}")
            found = link(db, issue_id)
            ends.add((ticket(db, ticket_id), found))
    assert len(ends) == 1
    ((status, found),) = ends
    assert status == ("closed", "canceled")
    assert (found[2], found[6]) == ("weird", "canceled")


@pytest.mark.row("R11", "R19")
def test_random_streams_end_as_the_newest_known_state(db: Connection) -> None:
    draw = random.Random(19)  # noqa: S311 - the same draw each time
    known = [*MEANT, "weird"]
    for _ in range(25):
        told = [(draw.choice(known), draw.randrange(4), f"{n}") for n in range(6)]
        stream = [*told, *draw.sample(told, 3)]
        draw.shuffle(stream)
        with db.transaction(force_rollback=True):
            ticket_id, issue_id = new_issue(db)
            for state_type, minute, delivery in stream:
                send(db, event(issue_id, state_type, minute), delivery=delivery)
            newest = max(
                (each for each in told if each[0] in MEANT), key=lambda e: e[1:], default=None
            )
            assert ticket(db, ticket_id) == (MEANT[newest[0]] if newest else ("new", None))


@pytest.mark.row("R19")
def test_what_did_not_change_there_changes_nothing_here(db: Connection) -> None:
    ticket_id, issue_id = new_issue(db)
    send(db, event(issue_id, "started", 0))
    db.execute("update tickets set status = 'pending' where id = %s", [ticket_id])
    send(db, event(issue_id, "unstarted", 1))
    assert ticket(db, ticket_id) == ("pending", None)
    assert link(db, issue_id)[2] == "unstarted"


@pytest.mark.row("R19")
def test_a_new_issue_does_not_undo_what_was_done_meanwhile(db: Connection) -> None:
    ticket_id, issue_id = new_issue(db)
    db.execute("update tickets set status = 'open' where id = %s", [ticket_id])
    send(db, event(issue_id, "backlog", 0, action="create"))
    assert ticket(db, ticket_id) == ("open", None)


@pytest.mark.row("R11")
def test_what_follows_is_told_but_not_to_linear(db: Connection) -> None:
    ticket_id, issue_id = new_issue(db)
    db.execute("delete from notifications")
    send(db, event(issue_id, "completed", 0))
    told = db.execute(
        "select p.email::text, n.event from notifications as n"
        " join people as p on p.id = n.recipient_id"
    ).fetchall()
    assert told == [("user@user.com", "ticket.resolved")]
    row = db.execute(
        "select actor, actor_id, from_value, to_value from ticket_events"
        " where ticket_id = %s and kind = 'status'",
        [ticket_id],
    ).fetchall()
    assert row == [("linear", None, "new", "resolved")]
    sent = db.execute(
        "select count(*) from private.outbox where topic = 'linear.issue.update'"
    ).fetchone()
    assert sent == (0,)


@pytest.mark.row("R11")
def test_the_echo_of_our_own_change_does_nothing(db: Connection) -> None:
    ticket_id, issue_id = new_issue(db)
    db.execute("select tests.as('user@user.com')")
    db.execute(
        "select public.transition_ticket(domain_id, id, 'resolved', version)"
        " from tickets where id = %s",
        [ticket_id],
    )
    db.execute("select tests.back()")
    before = db.execute("select version from tickets where id = %s", [ticket_id]).fetchone()
    send(db, event(issue_id, "completed", 0))
    assert ticket(db, ticket_id) == ("resolved", None)
    assert db.execute("select version from tickets where id = %s", [ticket_id]).fetchone() == before


@pytest.mark.row("R11")
@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"type": "Comment"}, "not about an issue's state"),
        ({"action": "remove"}, "not about an issue's state"),
        ({"data": {}}, "without id or time"),
        ({"data": {"id": "x", "updatedAt": "2026-11-20T12:00:00Z"}}, "without id or time"),
        ({"data": {"id": "7c1f0000-0000-4000-8000-000000000000"}}, "without id or time"),
        (
            {"data": {"id": "7c1f0000-0000-4000-8000-000000000000", "updatedAt": "2026-11-20"}},
            "no ticket of ours",
        ),
    ],
)
def test_what_is_not_meant_for_us(db: Connection, change: dict[str, Any], error: str) -> None:
    ticket_id, issue_id = new_issue(db)
    send(db, event(issue_id, "completed", 0, **change))
    assert errors(db) == [error]
    assert ticket(db, ticket_id) == ("new", None)


@pytest.mark.row("R11")
def test_what_is_not_signed_or_malformed_is_not_applied(db: Connection) -> None:
    ticket_id, issue_id = new_issue(db)
    body = json.dumps(event(issue_id, "completed", 0)).encode()
    receive(db, body, sign(body, "lin_wh_another_secret"))
    receive(db, b"{not json")
    bad = json.dumps(event(issue_id, "completed", 1, url="javascript:alert(1)")).encode()
    receive(db, bad)
    receive(db, json.dumps(event(issue_id, "started", 0)).encode())
    assert upkeep(db) == {"applied": 1, "refused": 3}
    found = errors(db)
    assert found[:2] == ["not signed", "not about an issue's state"]
    assert "ticket_links_url_check" in found[2]
    assert found[3] is None
    assert ticket(db, ticket_id) == ("open", None)
    assert upkeep(db) == {"applied": 0, "refused": 0}


@pytest.mark.row("R11")
@pytest.mark.parametrize("seconds", [-61, 61])
def test_a_late_one_is_asked_about_and_not_applied(db: Connection, seconds: int) -> None:
    ticket_id, issue_id = new_issue(db)
    late = event(issue_id, "completed", 0)
    late["webhookTimestamp"] += seconds * 1000
    send(db, late, delivery="d1")
    assert ticket(db, ticket_id) == ("new", None)
    assert errors(db) == ["late: read the issue anew"]
    asked = db.execute(
        "select dedupe_key, payload, domain_id = tests.domain('abtasty.com')"
        " from private.outbox where topic = 'linear.issue.read'"
    ).fetchall()
    assert asked == [("linear.issue.read:d1", {"id": str(issue_id)}, True)]


@pytest.mark.row("R11")
def test_batches(db: Connection) -> None:
    _, issue_id = new_issue(db)
    for minute in range(3):
        receive(db, json.dumps(event(issue_id, "started", minute)).encode())
    db.execute("select tests.as_service()")
    for wrong in (0, 1001, None):
        answer = db.execute(
            "select tests.refusal(format('select public.run_webhook_upkeep(%%L)', %s::integer))",
            [wrong],
        ).fetchone()
        assert answer == ("22023 INVALID_INPUT",)
    assert db.execute("select public.run_webhook_upkeep(2)").fetchone() == (
        {"applied": 2, "refused": 0},
    )
    db.execute("select tests.as('admin@admin.com', 'aal2')")
    answer = db.execute("select tests.refusal('select public.run_webhook_upkeep()')").fetchone()
    assert answer == ("42501",)
