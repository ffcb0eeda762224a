"""The token is told when something is pushed, to the worker that does."""

import pytest

from tests.rpc.integrations.hubspot import ADMIN, ANON, SERVICE, Connection, call, one, refusal
from tests.rpc.notify.pushes import STAFF, TOKEN, claim_push, register, tell, wants


@pytest.fixture(autouse=True)
def begun(db: Connection) -> None:
    """The first call of a test is inside its transaction, and so is undone with it."""
    db.execute("select")


@pytest.mark.row("C54")
def test_what_waits_is_not_pushed_to_who_left(db: Connection) -> None:
    register(db)
    wants(db, STAFF)
    tell(db, STAFF)
    args = claim_push(db)
    other = {**args, "worker": "w2"}
    assert refusal(db, SERVICE, "push_target", **other) == "PT409 CLAIM_LOST"
    for who in (ANON, ADMIN):
        assert refusal(db, who, "push_target", **args) == "42501"
    with db.transaction(force_rollback=True):
        db.execute("delete from memberships where person_id = tests.person(%s)", [STAFF])
        assert one(db, SERVICE, "push_target", **args) is None
    for lost in ("topic = 'mail.send'", "state = 'waiting'"):
        with db.transaction(force_rollback=True):
            db.execute(f"update private.outbox set {lost} where id = %s", [args["message_id"]])
            assert refusal(db, SERVICE, "push_target", **args) == "PT409 CLAIM_LOST"
    assert one(db, SERVICE, "push_target", **args) is not None


@pytest.mark.row("C54")
def test_each_message_has_its_own_telephone(db: Connection) -> None:
    register(db)
    register(db, push_token="another", platform="web")
    wants(db, STAFF)
    tell(db, STAFF)
    claimed = call(db, SERVICE, "claim_outbox", worker="w1", topic_prefix="push.")
    found = [
        one(db, SERVICE, "push_target", message_id=message["id"], worker="w1")
        for message in claimed
    ]
    assert sorted((each["platform"], each["push_token"]) for each in found) == [
        ("ios", TOKEN), ("web", "another"),
    ]  # fmt: skip
