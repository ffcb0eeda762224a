"""The lists of tickets: filters against brute force, pages, and whose tickets they show."""

import json
from collections.abc import Callable

import psycopg
import pytest

from .tickets import ADMIN, PARTNER, SUPPORT, USER, Connection, Row, all_rows, ids

pytestmark = pytest.mark.usefixtures("tickets")
HOMES = {
    ADMIN: None,
    USER: {"abtasty.com"},
    SUPPORT: {"abtasty.com", "cooking.example"},
    "staff@demo.example": {"toto.example"},
}


def is_overdue(row: Row) -> bool:
    due = (row["response_due_at"], row["resolution_due_at"])
    late = row["is_response_late"] or row["is_resolution_late"]
    return late or any(at is not None and at < row["now"] for at in due)


FILTERS: list[tuple[Row, Callable[[Row], bool]]] = [
    ({}, lambda _: True),
    ({"status": ["new"]}, lambda row: row["status"] == "new"),
    ({"status": ["new", "open"]}, lambda row: row["status"] in ("new", "open")),
    ({"status": []}, lambda _: False),
    ({"kind": "chatbot"}, lambda row: row["kind"] == "chatbot"),
    ({"priority": "urgent"}, lambda row: row["priority"] == "urgent"),
    ({"is_unassigned": True}, lambda row: row["assignee"] is None),
    ({"is_unassigned": False}, lambda row: row["assignee"] is not None),
    ({"is_overdue": True}, is_overdue),
    ({"is_overdue": False}, lambda row: not is_overdue(row)),
    ({"text": "launcher"}, lambda row: "launcher" in row["title"] + row["description"]),
    (
        {"status": ["open"], "priority": "high", "kind": "general"},
        lambda row: (row["status"], row["priority"], row["kind"]) == ("open", "high", "general"),
    ),
    ({"domain_ids": None, "status": None}, lambda _: True),
]


@pytest.mark.row("R11", "R25")
@pytest.mark.parametrize("actor", HOMES)
@pytest.mark.parametrize(("given", "is_meant"), FILTERS, ids=[json.dumps(f) for f, _ in FILTERS])
def test_filters_equal_brute_force(
    db: Connection, actor: str, given: Row, is_meant: Callable[[Row], bool]
) -> None:
    homes = HOMES[actor]
    expected = [
        row["id"]
        for row in all_rows(db)
        if (homes is None or row["site_domain"] in homes) and is_meant(row)
    ]
    assert ids(db, actor, "list_tickets", filter=json.dumps(given)) == expected


@pytest.mark.row("R11")
def test_of_one_assignee(db: Connection) -> None:
    expected = [row["id"] for row in all_rows(db) if row["assignee"] == SUPPORT]
    (found,) = db.execute("select tests.person(%s)::text", [SUPPORT]).fetchall()[0]
    assert expected
    assert ids(db, ADMIN, "list_tickets", filter=json.dumps({"assignee_id": found})) == expected


@pytest.mark.row("C02", "C30")
@pytest.mark.parametrize(
    ("key", "site", "table"),
    [
        ("platform_user_id", "cooking.example", "platform_users"),
        ("order_id", "cooking.example", "orders"),
        ("case_id", "toto.example", "cases"),
    ],
)
def test_of_one_subject(db: Connection, key: str, site: str, table: str) -> None:
    db.execute("update tickets set platform_user_id = null, order_id = null, case_id = null")
    rows = [row["id"] for row in all_rows(db) if row["site_domain"] == site]
    asked = f"select id::text from {table} where domain_id = tests.domain(%s) order by id limit 2"
    subjects = [row[0] for row in db.execute(asked, [site]).fetchall()]
    for place, subject in enumerate(subjects):
        change = f"update tickets set {key} = %s where id::text = any(%s)"
        db.execute(change, [subject, [str(ticket) for ticket in rows[place::3]]])
    for place, subject in enumerate(subjects):
        found = ids(db, ADMIN, "list_tickets", filter=json.dumps({key: subject}))
        assert found == rows[place::3] != []


@pytest.mark.row("R11", "R19")
@pytest.mark.parametrize("size", [1, 7, 50])
@pytest.mark.parametrize("name", ["list_tickets", "my_tickets"])
def test_pages_make_the_whole(db: Connection, name: str, size: int) -> None:
    rows = [row for row in all_rows(db) if name == "list_tickets" or row["reporter"] == ADMIN]
    assert ids(db, ADMIN, name, size) == [row["id"] for row in rows]


@pytest.mark.row("R11", "R26")
def test_domains_that_are_named(db: Connection) -> None:
    known = dict(db.execute("select site_domain, id::text from domains").fetchall())

    def named(*sites: str) -> str:
        return json.dumps({"domain_ids": [known[site] for site in sites]})

    rows = all_rows(db)
    expected = [row["id"] for row in rows if row["site_domain"] == "cooking.example"]
    assert ids(db, SUPPORT, "list_tickets", filter=named("cooking.example")) == expected
    assert ids(db, SUPPORT, "list_tickets", filter=named()) == []
    for actor, sites in [
        (SUPPORT, ["cooking.example", "toto.example"]),
        (USER, ["sub.abtasty.com"]),
        (PARTNER, ["abtasty.com"]),
    ]:
        with pytest.raises(psycopg.errors.InsufficientPrivilege), db.transaction():
            ids(db, actor, "list_tickets", filter=named(*sites))


@pytest.mark.row("R11", "R25")
def test_without_permission_the_own_ones(db: Connection) -> None:
    own = [
        row["id"]
        for row in all_rows(db)
        if row["reporter"] == PARTNER and row["site_domain"] == "toto.example"
    ]
    assert len(own) == 14
    assert ids(db, PARTNER, "my_tickets") == own
    assert ids(db, "guardian@demo.example", "my_tickets") == []
    with pytest.raises(psycopg.errors.InsufficientPrivilege), db.transaction():
        ids(db, PARTNER, "list_tickets")


WRONG: list[Row] = [
    {"filter": "[]"}, {"filter": '{"colour": "red"}'}, {"filter": '{"status": "new"}'},
    {"filter": '{"status": ["gone"]}'}, {"filter": '{"status": [1]}'},
    {"filter": '{"domain_ids": ["x"]}'}, {"filter": '{"domain_ids": [null]}'},
    {"filter": '{"status": [null]}'},
    {"filter": '{"domain_ids": [1]}'}, {"filter": '{"kind": "x"}'},
    {"filter": '{"priority": "x"}'},
    {"filter": '{"assignee_id": "x"}'}, {"filter": '{"is_unassigned": "yes"}'},
    {"filter": '{"is_overdue": 1}'}, {"filter": '{"platform_user_id": "x"}'},
    {"filter": '{"order_id": "x"}'}, {"filter": '{"case_id": "x"}'},
    {"filter": '{"text": ""}'},
    {"filter": '{"text": 1}'}, {"filter": json.dumps({"text": "x" * 501})}, {"size": 0},
    {"size": 501}, {"after": "conversations.00"},
]  # fmt: skip


@pytest.mark.row("R11")
@pytest.mark.parametrize("wrong", WRONG, ids=str)
def test_bad_input_is_named(db: Connection, wrong: Row) -> None:
    values = [wrong.get("filter", "{}"), wrong.get("after"), wrong.get("size", 10)]
    db.execute("select tests.as(%s)", [ADMIN])
    with pytest.raises(psycopg.errors.InvalidParameterValue) as raised, db.transaction():
        db.execute("select list_tickets(%s, %s, %s)", values)
    assert raised.value.diag.message_detail == "INVALID_INPUT"
    if "filter" not in wrong:
        with pytest.raises(psycopg.errors.InvalidParameterValue), db.transaction():
            db.execute("select my_tickets(null, %s, %s)", values[1:])
