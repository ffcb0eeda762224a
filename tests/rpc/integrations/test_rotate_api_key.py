"""Two versions of a key work during an overlap, and no third."""

import pytest

from .api_keys import key_args, make_key, refused
from .hubspot import ADMIN, ANON, SERVICE, USER, Connection, domain, one, refusal, value

ENDED = "PT401 API_KEY_REFUSED"


@pytest.mark.row("C53", "C43")
def test_both_versions_work_until_the_cut(db: Connection) -> None:
    made, twin = make_key(db), make_key(db)
    args = key_args(db, made)
    second = one(db, ADMIN, "rotate_api_key", **args, overlap="2 hours")
    assert second["id"] == made["id"]
    assert second["key"].startswith(second["prefix"] + "_")
    assert second["prefix"] != made["prefix"]
    assert value(db, "select %s::timestamptz = now() + '2 hours'", second["old_key_ends_at"])
    assert refused(db, made["key"]) is None
    assert refused(db, second["key"]) is None
    assert refused(db, twin["key"]) is None
    third = one(db, ADMIN, "rotate_api_key", **args)
    assert value(db, "select %s::timestamptz = now() + '1 day'", third["old_key_ends_at"])
    assert refused(db, made["key"]) == ENDED
    assert refused(db, second["key"]) is None
    db.execute("update private.api_key_secrets set ends_at = now() where ends_at is not null")
    assert refused(db, second["key"]) == ENDED
    assert refused(db, third["key"]) is None
    assert refused(db, twin["key"]) is None
    entries = "select count(*) from audit_log where resource_id = %s and action = 'update'"
    assert value(db, entries, made["id"]) == 2


@pytest.mark.row("C53", "C43")
def test_without_an_overlap_the_old_one_ends_at_once(db: Connection) -> None:
    made = make_key(db)
    new = one(db, ADMIN, "rotate_api_key", **key_args(db, made), overlap="0")
    assert refused(db, made["key"]) == ENDED
    assert refused(db, new["key"]) is None


@pytest.mark.row("C53")
def test_what_is_refused(db: Connection) -> None:
    made = make_key(db)
    args = key_args(db, made)
    for wrong in ("-1 s", "7 days 1 s", None):
        found = refusal(db, ADMIN, "rotate_api_key", **args, overlap=wrong)
        assert found == "22023 INVALID_INPUT"
    assert refusal(db, ADMIN, "rotate_api_key", **args, overlap="7 days") is None
    elsewhere = {**args, "domain_id": domain(db, "abtasty.com")}
    assert refusal(db, ADMIN, "rotate_api_key", **elsewhere) == "P0002 NOT_FOUND"
    assert refusal(db, USER, "rotate_api_key", **args) == "42501 PERMISSION_DENIED"
    for who in (ANON, SERVICE):
        assert refusal(db, who, "rotate_api_key", **args) == "42501"
    unsaid = {**args, "reason": None}
    assert refusal(db, ADMIN, "rotate_api_key", **unsaid) == "22023 REASON_REQUIRED"
    db.execute("update api_keys set expires_at = now() where id = %s", [made["id"]])
    assert refusal(db, ADMIN, "rotate_api_key", **args) == "PT409 KEY_ENDED"
    db.execute("update api_keys set expires_at = null where id = %s", [made["id"]])
    assert refusal(db, ADMIN, "rotate_api_key", **args) is None
    db.execute("update security_settings set is_strong_auth_relaxed_locally = false")
    assert refusal(db, ADMIN, "rotate_api_key", aal="aal1", **args) == "42501 STEP_UP_REQUIRED"
    assert refusal(db, ADMIN, "revoke_api_key", **args) is None
    assert refusal(db, ADMIN, "rotate_api_key", **args) == "PT409 KEY_ENDED"
