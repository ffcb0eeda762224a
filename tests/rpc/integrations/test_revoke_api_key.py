"""A revoked key is refused at once, also in a request that has begun."""

import pytest

from .api_keys import come_with, key_args, make_key, records, refused
from .hubspot import ADMIN, ANON, SERVICE, USER, Connection, call, domain, one, refusal, value

REVOKED = "update api_keys set revoked_at = now(), revoked_by = created_by where id = %s"
BACK = "update api_keys set revoked_at = null, revoked_by = null where id = %s"


@pytest.mark.row("C53")
def test_it_ends_at_once_with_all_its_versions(db: Connection) -> None:
    made, twin = make_key(db), make_key(db)
    args = key_args(db, made)
    new = one(db, ADMIN, "rotate_api_key", **args)
    come_with(db, new["key"])
    assert value(db, "select count(*) from read_records('cases', %s)", domain(db)) >= 2
    db.execute("set local role postgres")
    db.execute(REVOKED, [made["id"]])
    db.execute("set local role anon")
    with pytest.raises(Exception, match="not permitted"), db.transaction():
        db.execute("select read_records('cases', %s)", [args["domain_id"]])
    db.execute("select tests.back()")
    db.execute(BACK, [made["id"]])
    [row] = call(db, ADMIN, "revoke_api_key", **args)
    assert row["revoked_at"] is not None
    assert row["revoked_by"] == value(db, "select tests.person(%s)", ADMIN)
    for key in (made["key"], new["key"]):
        assert refused(db, key) == "PT401 API_KEY_REFUSED"
    assert len(records(db, twin["key"])) >= 2
    left = "select count(*) from private.api_key_secrets where key_id = %s"
    assert value(db, left, made["id"]) == 0
    assert value(db, left, twin["id"]) == 1
    [again] = call(db, ADMIN, "revoke_api_key", **args)
    assert again == row


@pytest.mark.row("C53")
def test_who_may(db: Connection) -> None:
    args = key_args(db, make_key(db))
    elsewhere = {**args, "domain_id": domain(db, "abtasty.com")}
    assert refusal(db, ADMIN, "revoke_api_key", **elsewhere) == "P0002 NOT_FOUND"
    assert refusal(db, USER, "revoke_api_key", **args) == "42501 PERMISSION_DENIED"
    for who in (ANON, SERVICE):
        assert refusal(db, who, "revoke_api_key", **args) == "42501"
    unsaid = {**args, "reason": None}
    assert refusal(db, ADMIN, "revoke_api_key", **unsaid) == "22023 REASON_REQUIRED"
    db.execute("update security_settings set is_strong_auth_relaxed_locally = false")
    assert refusal(db, ADMIN, "revoke_api_key", aal="aal1", **args) == "42501 STEP_UP_REQUIRED"
