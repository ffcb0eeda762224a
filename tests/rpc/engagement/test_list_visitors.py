"""Visitors by the shared filter; merged ones are left out."""

from collections.abc import Callable
from typing import Any

import pytest

from .events import Connection
from .lists import Row, owner_rows, pages
from .test_list_conversations import ABTASTY

SEEN = "select * from visitors where merged_into_id is null and not is_test"


def in_order(rows: list[Row]) -> list[Any]:
    key = lambda r: (r["last_seen_at"], r["id"], r["domain_id"])  # noqa: E731
    return [row["id"] for row in sorted(rows, key=key, reverse=True)]


@pytest.mark.row("R03", "R16")
def test_all_visitors_in_pages(db: Connection, as_person: Any, rpc: Callable[..., Any]) -> None:
    with as_person(db, "admin@admin.com"):
        found = pages(rpc, db, "list_visitors", 33)
    assert [row["id"] for row in found] == in_order(owner_rows(db, SEEN))


@pytest.mark.row("R03", "R16")
@pytest.mark.parametrize(
    ("wanted", "condition"),
    [
        ({"has_email": True}, "email is not null"),
        ({"has_email": False}, "email is null"),
        ({"language": "fr"}, "id in (select visitor_id from conversations where language = 'fr'"
         " and not is_test)"),
        ({"outcome": "demo_booked", "status": "closed"}, "id in (select visitor_id"
         " from conversations where outcome = 'demo_booked' and status = 'closed'"
         " and not is_test)"),
        ({"from": "2026-11-01T00:00:00Z", "to": "2026-11-05T00:00:00Z"}, "id in (select visitor_id"
         " from visitor_sessions where last_activity_at >= '2026-11-01Z'"
         " and first_event_at < '2026-11-05Z')"),
        ({"domain_ids": [ABTASTY]}, f"domain_id = '{ABTASTY}'"),
    ],
)  # fmt: skip
def test_filters_equal_brute_force(
    db: Connection, as_person: Any, rpc: Callable[..., Any], wanted: Row, condition: str
) -> None:
    expected = in_order(owner_rows(db, f"{SEEN} and {condition}"))
    assert expected
    with as_person(db, "admin@admin.com"):
        found = pages(rpc, db, "list_visitors", 500, filter=wanted)
    assert [row["id"] for row in found] == expected


@pytest.mark.row("R03")
def test_a_merged_visitor_is_not_listed(
    db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> None:
    rows = owner_rows(db, f"{SEEN} and domain_id = '{ABTASTY}' order by last_seen_at desc limit 2")
    db.execute(
        "update visitors set merged_into_id = %s where domain_id = %s and id = %s",
        [rows[1]["id"], ABTASTY, rows[0]["id"]],
    )
    with as_person(db, "user@user.com"):
        [first, *_] = rpc(db, "list_visitors")
    assert first["id"] == rows[1]["id"]
