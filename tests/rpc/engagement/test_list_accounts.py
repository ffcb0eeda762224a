"""Accounts with what their people did; the numbers equal counting by hand."""

from collections.abc import Callable
from typing import Any

import pytest

from .actors import USER, deny
from .events import SITES, Connection, event, ingest, make_id, message
from .lists import owner_rows, pages

FIELDS = ("visitors", "sessions", "conversations", "conversions", "intent")


def listed(db: Connection, as_person: Any, rpc: Callable[..., Any], **args: Any) -> list[Any]:
    with as_person(db, "admin@admin.com"):
        return pages(rpc, db, "list_accounts", 17, **args)


@pytest.mark.row("R04", "R16")
def test_all_accounts_in_pages(db: Connection, as_person: Any, rpc: Callable[..., Any]) -> None:
    rows = owner_rows(db, "select * from accounts")
    expected = sorted(rows, key=lambda row: (row["company_domain"], row["domain_id"]))
    found = listed(db, as_person, rpc)
    assert [row["id"] for row in found] == [row["id"] for row in expected]


@pytest.mark.row("R04")
def test_counts_and_intent(db: Connection, as_person: Any, rpc: Callable[..., Any]) -> None:
    mail = {"email": "jo@acme.example"}
    ingest(
        db,
        [
            event("a1", "identify", properties=mail),
            event("a2", session_id=make_id("other session"), minute=9),
            event("b1", "identify", visitor_id=make_id("b"), session_id=make_id("sb"),
                  properties={"email": "al@acme.example"}),
            message("m1", 0, minute=1),
            message("m2", 0, minute=2, environment="staging", conversation_id=make_id("test")),
            event("booked", "demo_booked", conversation_id=make_id("conversation"), minute=3),
            event("c1", "identify", visitor_id=make_id("c"), session_id=make_id("sc"),
                  properties={"email": "x@quiet.example"}),
        ],
    )  # fmt: skip
    found = {row["company_domain"]: row for row in listed(db, as_person, rpc)}
    assert [found["acme.example"][field] for field in FIELDS] == [2, 3, 1, 1, "high"]
    assert found["acme.example"]["last_activity_at"].minute == 9
    assert [found["quiet.example"][field] for field in FIELDS] == [1, 1, 0, 0, "none"]


@pytest.mark.row("R04", "R16")
@pytest.mark.parametrize(
    ("wanted", "condition"),
    [
        ({"language": "es"}, "c.language = 'es' and not c.is_test"),
        ({"outcome": "demo_booked"}, "c.outcome = 'demo_booked' and not c.is_test"),
    ],
)
def test_an_account_is_listed_for_one_of_its_visitors(
    db: Connection, as_person: Any, rpc: Callable[..., Any], wanted: Any, condition: str
) -> None:
    rows = owner_rows(
        db,
        "select distinct v.account_id from conversations c join visitors v"
        " on (v.domain_id, v.id) = (c.domain_id, c.visitor_id)"
        f" where v.account_id is not null and {condition}",
    )
    found = listed(db, as_person, rpc, filter=wanted)
    assert {row["id"] for row in found} == {row["account_id"] for row in rows}
    assert len(found) == len(rows) > 0


@pytest.mark.row("R04")
def test_one_account_is_asked_for_by_its_id(
    db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> None:
    wanted = owner_rows(db, "select id from accounts order by id limit 1 offset 3")
    found = listed(db, as_person, rpc, filter={"account_id": str(wanted[0]["id"])})
    assert [row["id"] for row in found] == [wanted[0]["id"]]


@pytest.mark.row("R04", "R26")
def test_an_account_of_the_same_id_elsewhere_is_another_one(
    db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> None:
    mail = {"email": "jo@acme.example"}
    ingest(db, [event("a1", "identify", properties=mail), message("m1", 0)])
    db.execute(
        "insert into accounts (domain_id, id, company_domain, first_seen_at)"
        " select tests.domain(%s), id, company_domain, first_seen_at from accounts"
        " where company_domain = 'acme.example' and domain_id = tests.domain(%s)",
        [SITES[1], SITES[0]],
    )
    found = [row for row in listed(db, as_person, rpc) if row["company_domain"] == "acme.example"]
    assert sorted(row["conversations"] for row in found) == [0, 1]


@pytest.mark.row("R04")
@pytest.mark.parametrize(
    ("denied", "sees_visits"), [("visitors.view", False), ("conversations.view", True)]
)
def test_counts_are_of_what_the_person_may_see(
    db: Connection, as_person: Any, rpc: Callable[..., Any], denied: str, sees_visits: bool
) -> None:
    rows = owner_rows(db, "select * from accounts where domain_id = tests.domain('abtasty.com')")
    with as_person(db, USER):
        before = rpc(db, "list_accounts", page_size=500)
    deny(db, USER, denied, "abtasty.com")
    with as_person(db, USER):
        after = rpc(db, "list_accounts", page_size=500)
    # The domain of others is not among them; what is denied changes no row, only numbers.
    assert {row["id"] for row in before} == {row["id"] for row in after} == {r["id"] for r in rows}
    assert sum(row["sessions"] for row in before) > 0 < sum(row["conversations"] for row in before)
    for row, whole in zip(after, before, strict=True):
        visits = ("visitors", "sessions", "last_activity_at")
        shown = [whole[field] for field in visits] if sees_visits else [0, 0, None]
        assert [row[field] for field in visits] == shown
        assert [row["conversations"], row["conversions"], row["intent"]] == [0, 0, "none"]
