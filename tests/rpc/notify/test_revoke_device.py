"""Nothing is pushed to a revoked device."""

import pytest

from tests.rpc.integrations.hubspot import ADMIN, ANON, SERVICE, Connection, one, refusal
from tests.rpc.notify.pushes import STAFF, TOKEN, claim_push, register, tell, wants


@pytest.fixture(autouse=True)
def begun(db: Connection) -> None:
    """The first call of a test is inside its transaction, and so is undone with it."""
    db.execute("select")


@pytest.mark.row("C54")
def test_a_revoked_device_gets_no_push(db: Connection) -> None:
    device, twin = register(db), register(db, push_token="another")
    wants(db, STAFF)
    assert refusal(db, ADMIN, "revoke_device", device_id=device) == "P0002 NOT_FOUND"
    for who in (ANON, SERVICE):
        assert refusal(db, who, "revoke_device", device_id=device) == "42501"
    ended = one(db, STAFF, "revoke_device", device_id=twin)
    assert one(db, STAFF, "revoke_device", device_id=twin) == ended
    assert tell(db, STAFF) == [device]
    args = claim_push(db)
    target = one(db, SERVICE, "push_target", **args)
    assert target == {"platform": "ios", "push_token": TOKEN}
    one(db, STAFF, "revoke_device", device_id=device)
    assert one(db, SERVICE, "push_target", **args) is None
    assert tell(db, STAFF) == [device]
    assert register(db) != device
    db.execute("update people set status = 'disabled' where email = %s", [STAFF])
    assert refusal(db, STAFF, "revoke_device", device_id=device) == "42501 ACCOUNT_NOT_ACTIVE"
