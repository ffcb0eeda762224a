"""Whose telephone it is, and what is pushed to it."""

import pytest

from tests.rpc.integrations.hubspot import ADMIN, ANON, SERVICE, Connection, person, refusal, value
from tests.rpc.notify.pushes import STAFF, TOKEN, register, tell, wants


@pytest.fixture(autouse=True)
def begun(db: Connection) -> None:
    """The first call of a test is inside its transaction, and so is undone with it."""
    db.execute("select")


@pytest.mark.row("C54")
def test_the_same_token_is_the_same_device(db: Connection) -> None:
    first = register(db)
    db.execute("update devices set last_seen_at = now() - interval '1 day'")
    assert register(db, platform="android") == first
    seen = "select platform, last_seen_at = now() from devices where id = %s"
    assert db.execute(seen, [first]).fetchone() == ("android", True)
    assert register(db, push_token="another") != first
    assert value(db, "select count(*) from devices where person_id = tests.person(%s)", STAFF) == 2


@pytest.mark.row("C54")
def test_who_signs_in_takes_the_telephone_over(db: Connection) -> None:
    first, other = register(db), register(db, push_token="another")
    taken = register(db, ADMIN)
    assert taken != first
    ended = "select revoked_at is not null from devices where id = %s"
    assert [value(db, ended, each) for each in (first, other, taken)] == [True, False, False]
    assert value(db, "select person_id from devices where id = %s", taken) == person(db)
    assert register(db) not in (first, taken)
    db.execute("update devices set revoked_at = '2026-01-01' where id = %s", [first])
    register(db, ADMIN)
    assert value(db, "select revoked_at = '2026-01-01' from devices where id = %s", first)


@pytest.mark.row("C54")
def test_arguments(db: Connection) -> None:
    for platform in ("windows", None):
        wrong = {"platform": platform, "push_token": TOKEN}
        assert refusal(db, STAFF, "register_device", **wrong) == "22023 INVALID_INPUT"
    for token in ("", None, "x" * 2049, "\n", "é"):
        wrong = {"platform": "web", "push_token": token}
        assert refusal(db, STAFF, "register_device", **wrong) == "22023 INVALID_INPUT"
    assert register(db, platform="web", push_token="x" * 2048)
    for who in (ANON, SERVICE):
        assert refusal(db, who, "register_device", platform="ios", push_token="x") == "42501"
    db.execute("update people set status = 'disabled' where email = %s", [STAFF])
    found = refusal(db, STAFF, "register_device", platform="ios", push_token=TOKEN)
    assert found == "42501 ACCOUNT_NOT_ACTIVE"


@pytest.mark.row("C54")
def test_who_wants_it_gets_a_push_on_each_device(db: Connection) -> None:
    first, second = register(db), register(db, push_token="another")
    other = register(db, ADMIN, push_token="admin's")
    assert tell(db, STAFF, ADMIN) == []
    wants(db, STAFF)
    assert set(tell(db, STAFF, ADMIN)) == {first, second}
    wants(db, ADMIN)
    assert set(tell(db, ADMIN)) == {first, second, other}
    assert len(tell(db, ADMIN, dedupe_key="once")) == 4
    assert len(tell(db, ADMIN, dedupe_key="once")) == 4
    wants(db, STAFF, is_on=False)
    assert len(tell(db, STAFF)) == 4
    [payload] = db.execute(
        "select payload from private.outbox where dedupe_key = %s",
        [f"push.notification:ticket.escalated:{other}:once"],
    ).fetchone() or [None]
    assert payload == {
        "device_id": str(other), "event": "ticket.escalated", "link": "/t/1", "title": "Help",
    }  # fmt: skip
    assert TOKEN not in str(payload)


@pytest.mark.row("C54")
def test_the_token_is_in_no_log(db: Connection) -> None:
    device = register(db)
    entries = "select after ->> 'push_token' from audit_log where resource_id = %s"
    assert value(db, entries, str(device)) == "***"
    assert value(db, "select count(*) from audit_log t where t::text like %s", f"%{TOKEN}%") == 0
