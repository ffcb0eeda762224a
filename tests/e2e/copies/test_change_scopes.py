"""What a person may no longer see leaves the copy, and comes back with the permission."""

from collections.abc import Iterator

import pytest

from bo_cli.core.connection import ConnectionInfo
from tests.e2e.copies.phones import (
    ADMIN,
    BUSINESS,
    GUARDIAN,
    SUPPORT,
    TELL,
    TICKET,
    USER,
    Connection,
    Phone,
    new,
    of,
    own_database,
    settle,
    shown,
)


@pytest.fixture
def committed(database_server: ConnectionInfo, template: str) -> Iterator[tuple[str, Connection]]:
    with own_database(database_server, template) as made:
        settle(made[1])
        yield made


@pytest.mark.row("C54", "R25")
def test_permission_lost_rows_leave_and_come_back(committed: tuple[str, Connection]) -> None:
    _, db = committed
    # The own ticket and notification of a domain want no permission, but to work there.
    new(db, TICKET, "abtasty.com", None, 9001, USER)
    new(db, "select tests.domain(%s)", "abtasty.com")
    new(db, TELL, USER, new(db, "select tests.domain(%s)", "abtasty.com"))
    settle(db)
    phone = Phone(USER)
    phone.pull(db)
    whole = dict(phone.rows)
    assert {"tickets", "ticket_comments", "notifications"} <= {table for table, *_ in whole}

    allowed = (
        "insert into person_permissions (person_id, resource, action, effect, domain_id, reason)"
        " values (tests.person(%s), 'tickets', %s, 'deny', tests.domain('abtasty.com'), 'test')"
    )
    for action in ("view", "edit"):
        db.execute(allowed, [USER, action])
    settle(db)
    [answer] = phone.pull(db)
    assert answer["resets"] == ["ticket_comments", "tickets"]
    assert phone.rows == shown(db, USER)
    assert len(of(phone.rows, "tickets")) < len(of(whole, "tickets"))
    assert of(phone.rows, "ticket_comments") == set()

    mine = "memberships where person_id = tests.person(%s)"
    db.execute(f"create table kept as select * from {mine}", [USER])
    db.execute(f"delete from {mine}", [USER])
    settle(db)
    phone.pull(db)
    assert phone.rows == shown(db, USER)
    assert of(phone.rows, "tickets") == set()
    db.execute("insert into memberships select * from kept")
    db.execute("delete from person_permissions where reason = 'test'")
    settle(db)
    phone.pull(db)
    assert phone.rows == shown(db, USER)
    assert phone.rows.keys() == whole.keys()


@pytest.mark.row("C54", "R25")
def test_a_case_that_is_given_away_leaves(committed: tuple[str, Connection]) -> None:
    _, db = committed
    phone = Phone(GUARDIAN)
    phone.pull(db)
    before = of(phone.rows, "cases")
    db.execute(
        "update case_guardians set valid = tstzrange(lower(valid), now()) where upper_inf(valid)"
        " and guardian_id = tests.person(%s) and case_id = %s", [GUARDIAN, min(before)]
    )  # fmt: skip
    settle(db)
    [answer] = phone.pull(db)
    assert answer["resets"] == ["cases"]
    assert of(phone.rows, "cases") == before - {min(before)}
    assert phone.rows == shown(db, GUARDIAN)


@pytest.mark.row("C54", "R25")
def test_approvals_come_to_whoever_may_give_them(committed: tuple[str, Connection]) -> None:
    _, db = committed
    ask = (
        "insert into approvals (rpc, subject_id, arguments, reason, requested_by, expires_at,"
        " permission, domain_id) select s.rpc, gen_random_uuid(), '{}', 'x', tests.person(%s),"
        " now() + '1 day', %s, %s from sensitive_operations as s order by s.rpc limit 1"
        " returning id::text"
    )
    cooking = new(db, "select tests.domain(%s)", "cooking.example")
    of_people = new(db, ask, ADMIN, "collaborators.manage", None)
    of_fees = new(db, ask, ADMIN, "fees.manage", cooking)
    of_commissions = new(db, ask, ADMIN, "commissions.manage", cooking)
    db.execute("delete from person_permissions")
    deny = (
        "insert into person_permissions (person_id, resource, action, effect, domain_id, reason)"
        " values (tests.person(%s), %s, 'manage', 'deny', tests.domain('cooking.example'), 'x')"
    )
    settle(db)
    phones = {email: Phone(email) for email in (ADMIN, BUSINESS, SUPPORT)}
    seen = {}
    for email, phone in phones.items():
        phone.pull(db)
        seen[email] = of(phone.rows, "approvals")
    assert seen == {
        ADMIN: {of_people, of_fees, of_commissions}, BUSINESS: {of_fees, of_commissions},
        SUPPORT: set(),
    }  # fmt: skip
    for resource, left in (("fees", {of_commissions}), ("commissions", set())):
        db.execute(deny, [BUSINESS, resource])
        settle(db)
        phones[BUSINESS].pull(db)
        assert of(phones[BUSINESS].rows, "approvals") == left
    db.execute("update approvals set reason = 'y' where id = %s", [of_people])
    settle(db)
    [answer] = phones[ADMIN].pull(db)
    assert [each["row"]["reason"] for each in answer["changes"]] == ["y"]
