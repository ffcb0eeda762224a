"""A copy that is kept from cursor to cursor is what the tables show its person."""

import json
from collections.abc import Iterator

import psycopg
import pytest

from bo_cli.core.connection import ConnectionInfo
from tests.e2e.copies.phones import (
    ADMIN,
    BUSINESS,
    EVERYBODY,
    GUARDIAN,
    NIL,
    PARTNER,
    SUPPORT,
    TABLES,
    TELL,
    TICKET,
    USER,
    Connection,
    Phone,
    new,
    of,
    own_database,
    place,
    settle,
    shown,
)


@pytest.fixture
def committed(database_server: ConnectionInfo, template: str) -> Iterator[tuple[str, Connection]]:
    with own_database(database_server, template) as made:
        settle(made[1])
        yield made


@pytest.mark.row("C54", "R25")
def test_the_first_copy_is_what_the_tables_show(committed: tuple[str, Connection]) -> None:
    _, db = committed
    sizes = {}
    for email in EVERYBODY:
        phone = Phone(email)
        first = phone.pull(db, 7)[0]
        assert first["resets"] == list(TABLES)
        assert phone.rows == shown(db, email)
        sizes[email] = len(phone.rows)
        assert phone.ask(db)["changes"] == phone.ask(db)["resets"] == []
    assert sizes[ADMIN] > sizes[USER] > sizes[BUSINESS] > 0
    assert {table for table, *_ in shown(db, ADMIN)} == set(TABLES) - {"approvals"}
    assert 0 < len(of(shown(db, GUARDIAN), "cases")) < len(of(shown(db, ADMIN), "cases"))
    assert 0 < len(of(shown(db, PARTNER), "cases")) < len(of(shown(db, ADMIN), "cases"))


@pytest.mark.row("C54")
def test_what_commits_late_is_not_missed(committed: tuple[str, Connection]) -> None:
    url, db = committed
    phone = Phone(SUPPORT)
    phone.pull(db)
    with psycopg.connect(url) as slow:
        early = new(slow, TICKET, "abtasty.com", None, 9001, USER)
        late = new(db, TICKET, "abtasty.com", None, 9002, USER)
        phone.pull(db)
        # The later one waits: a cursor behind it would be behind the earlier one, too.
        assert not {early, late} & of(phone.rows, "tickets")
        slow.commit()
    settle(db)
    [answer] = phone.pull(db)
    assert [each["id"] for each in answer["changes"]] == [early, late]
    assert phone.rows == shown(db, SUPPORT)


@pytest.mark.row("C54")
def test_what_is_deleted_leaves_and_who_never_saw_it_is_not_told(
    committed: tuple[str, Connection],
) -> None:
    _, db = committed
    ticket = new(db, TICKET, "toto.example", None, 9001, GUARDIAN)
    told = new(db, TELL, GUARDIAN, None)
    settle(db)
    phones = {email: Phone(email) for email in (GUARDIAN, ADMIN, PARTNER, USER)}
    for phone in phones.values():
        phone.pull(db)
    assert told in of(phones[GUARDIAN].rows, "notifications")
    db.execute("delete from notifications where id = %s", [told])
    db.execute("delete from tickets where id = %s", [ticket])
    settle(db)
    gone = {}
    for email, phone in phones.items():
        gone[email] = {(each["id"], each["row"]) for each in phone.ask(db)["changes"]}
        phone.pull(db)
        assert phone.rows == shown(db, email)
    assert gone == {
        GUARDIAN: {(ticket, None), (told, None)}, ADMIN: {(ticket, None)},
        PARTNER: set(), USER: set(),
    }  # fmt: skip
    # It comes back.
    new(db, TICKET, "toto.example", ticket, 9001, GUARDIAN)
    settle(db)
    phones[ADMIN].pull(db)
    assert ticket in of(phones[ADMIN].rows, "tickets")


@pytest.mark.row("C54", "R25")
def test_twins_of_one_transaction_both_come(committed: tuple[str, Connection]) -> None:
    _, db = committed
    phones = [Phone(ADMIN), Phone(USER)]
    for phone in phones:
        phone.pull(db)
    twin = "00000000-0000-4000-8000-0000000000aa"
    with db.transaction():
        for site in ("toto.example", "abtasty.com", "cooking.example"):
            new(db, TICKET, site, twin, 9001, ADMIN)
    settle(db)
    assert len(phones[0].pull(db, 1)) == 4
    assert len(phones[1].pull(db, 1)) == 2
    assert [sum(key[2] == twin for key in phone.rows) for phone in phones] == [3, 1]
    for phone in phones:
        assert phone.rows == shown(db, phone.email)


@pytest.mark.row("C54")
def test_cursors_that_are_old_or_of_elsewhere_begin_anew(
    committed: tuple[str, Connection],
) -> None:
    _, db = committed
    phone = Phone(SUPPORT)
    phone.pull(db)
    good = phone.cursor
    assert good is not None
    at, xid, print_of = json.loads(good)["at"], "9" * 19, json.loads(good)["tickets"][-32:]

    def resets(cursor: str) -> list[str]:
        phone.cursor = cursor
        answer = phone.ask(db)
        assert answer["changes"] != [] or answer["resets"] == []
        found: list[str] = answer["resets"]
        return found

    assert resets(good) == []
    assert resets(place(good, at=at - 59 * 86400)) == []
    assert resets(place(good, at=at - 61 * 86400)) == list(TABLES)
    assert resets(place(good, at="x")) == resets("{}") == list(TABLES)
    # A transaction that is yet to come; another person's scope; half a place.
    assert resets(place(good, tickets=f"{xid}.{NIL}.{NIL}.{print_of}")) == ["tickets"]
    assert resets(place(good, tickets=f"1.{NIL}.{NIL}.{'0' * 32}")) == ["tickets"]
    assert resets(place(good, tickets=f"1.{NIL}.{print_of}")) == ["tickets"]
    assert resets(place(good, tickets=f"{'9' * 20}.{NIL}.{NIL}.{print_of}")) == ["tickets"]
    assert resets(place(good, tickets=f"1.{NIL}.{NIL}.{print_of}")) == []


@pytest.mark.row("C54", "R25")
@pytest.mark.parametrize(
    ("act", "call", "answer"),
    [
        ("tests.as_anon()", "null", "42501"),
        ("tests.as_service()", "null", "42501"),
        ("tests.as('user@user.com')", "'no json'", "22023 INVALID_INPUT"),
        ("tests.as('user@user.com')", "'[]'", "22023 INVALID_INPUT"),
        ("tests.as('user@user.com')", "null, 501", "22023 INVALID_INPUT"),
        ("tests.as('user@user.com')", "null, null", "22023 INVALID_INPUT"),
        ("tests.as('user@user.com')", "null, 500", None),
    ],
)
def test_who_may_and_what_it_takes(db: Connection, act: str, call: str, answer: str | None) -> None:
    db.execute(f"select {act}")
    query = f"select public.changes_since({call})"
    assert db.execute("select tests.refusal(%s)", [query]).fetchone() == (answer,)


@pytest.mark.row("C54")
def test_a_disabled_person_is_refused(db: Connection) -> None:
    db.execute("update people set status = 'disabled' where email = %s", [USER])
    db.execute("select tests.as(%s)", [USER])
    row = db.execute("select tests.refusal('select public.changes_since()')").fetchone()
    assert row == ("42501 ACCOUNT_NOT_ACTIVE",)


@pytest.mark.row("C54")
def test_what_was_deleted_is_forgotten_after_ninety_days(db: Connection) -> None:
    told = [new(db, TELL, USER, None) for _ in range(4)]
    db.execute("delete from notifications where id = any(%s::uuid [])", [told[:2]])
    aged = "update private.row_changes set changed_at = now() - %s::interval where row_id = %s"
    for days, row_id in zip((91, 89, 91), told, strict=False):
        db.execute(aged, [f"{days} days", row_id])
    db.execute("select tests.as_service()")
    db.execute("select public.run_notification_upkeep()")
    db.execute("select tests.back()")
    left = db.execute(
        "select row_id::text from private.row_changes where row_id = any(%s::uuid [])", [told]
    ).fetchall()
    assert {row_id for (row_id,) in left} == set(told[1:])
