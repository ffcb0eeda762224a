"""Visitors by the shared filter; merged ones are left out."""

from collections.abc import Callable
from typing import Any

import pytest

from .events import SITES, Connection
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
        ({"from": "2026-11-10T00:00:00Z"}, "id in (select visitor_id from visitor_sessions"
         " where last_activity_at >= '2026-11-10Z')"),
        ({"to": "2026-11-05T00:00:00Z"}, "id in (select visitor_id from visitor_sessions"
         " where first_event_at < '2026-11-05Z')"),
        ({"domain_ids": [ABTASTY]}, f"domain_id = '{ABTASTY}'"),
    ],
)  # fmt: skip
def test_filters_equal_brute_force(
    db: Connection, as_person: Any, rpc: Callable[..., Any], wanted: Row, condition: str
) -> None:
    expected = in_order(owner_rows(db, f"{SEEN} and {condition}"))
    assert expected
    with as_person(db, "admin@admin.com"):
        found = pages(rpc, db, "list_visitors", 100, filter=wanted)
    assert [row["id"] for row in found] == expected


@pytest.mark.row("R03", "R04")
def test_those_of_one_company(db: Connection, as_person: Any, rpc: Callable[..., Any]) -> None:
    [row, *_] = owner_rows(db, f"{SEEN} and account_id is not null order by last_seen_at limit 1")
    expected = in_order(owner_rows(db, f"{SEEN} and account_id = '{row['account_id']}'"))
    with as_person(db, "admin@admin.com"):
        found = rpc(db, "list_visitors", filter={"account_id": str(row["account_id"])})
    assert [each["id"] for each in found] == expected


@pytest.mark.row("R03")
def test_a_filter_and_those_of_tests(
    db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> None:
    everybody = "select * from visitors where merged_into_id is null and email is not null"
    expected = in_order(owner_rows(db, everybody))
    assert len(expected) > len(owner_rows(db, f"{everybody} and not is_test"))
    with as_person(db, "admin@admin.com"):
        found = pages(
            rpc, db, "list_visitors", 500, filter={"has_email": True, "include_test": True}
        )
    assert [row["id"] for row in found] == expected


@pytest.mark.row("R03", "R26")
def test_a_filter_and_somebody_without_a_session(
    db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> None:
    """A session of a visitor with the same id in another domain is none of theirs."""
    db.execute(
        "insert into visitors (domain_id, id, first_seen_at, last_seen_at, is_test)"
        " select tests.domain(%s), id, first_seen_at, now(), false from visitors"
        " where domain_id = %s and not is_test order by last_seen_at desc limit 1",
        [SITES[0], ABTASTY],
    )
    [mine] = owner_rows(db, f"select * from visitors where domain_id = tests.domain('{SITES[0]}')")
    with as_person(db, "admin@admin.com"):
        [first, *_] = rpc(db, "list_visitors", filter={"has_email": False})
        in_period = rpc(db, "list_visitors", filter={"from": "2020-01-01T00:00:00Z"}, page_size=500)
    assert (first["id"], first["sessions"]) == (mine["id"], 0)
    assert mine["domain_id"] not in {row["domain_id"] for row in in_period}


@pytest.mark.row("R03")
@pytest.mark.parametrize("wanted", [{}, {"from": "2020-01-01T00:00:00Z"}])
def test_a_merged_visitor_is_not_listed(
    db: Connection, as_person: Any, rpc: Callable[..., Any], wanted: Row
) -> None:
    rows = owner_rows(db, f"{SEEN} and domain_id = '{ABTASTY}' order by last_seen_at desc limit 2")
    db.execute(
        "update visitors set merged_into_id = %s where domain_id = %s and id = %s",
        [rows[1]["id"], ABTASTY, rows[0]["id"]],
    )
    with as_person(db, "user@user.com"):
        [first, *_] = rpc(db, "list_visitors", filter=wanted)
    assert first["id"] == rows[1]["id"]
