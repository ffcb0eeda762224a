"""Keys of other programs: made once, shown once."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

import pytest

from .api_keys import SCOPES, make_key
from .hubspot import ADMIN, ANON, SERVICE, USER, Connection, domain, refusal, value

SECRET = r"^bo_[0-9a-f]{8}_[A-Za-z0-9_-]{43}$"


@pytest.mark.row("C53")
def test_a_key_is_shown_once(db: Connection) -> None:
    made = make_key(db, name=" Site ", scopes=["donations.view", "cases.view", "cases.view"])
    key = made["key"]
    assert value(db, "select %s ~ %s", key, SECRET)
    assert key.startswith(made["prefix"] + "_")
    assert made["name"] == "Site"
    assert made["scopes"] == ["cases.view", "donations.view"]
    assert (made["rate_limit"], made["is_client_wide"], made["expires_at"]) == (60, False, None)
    assert made["created_by"] == str(value(db, "select tests.person(%s)", ADMIN))
    assert make_key(db)["key"] != key
    digest = sha256(key.encode()).digest()
    kept = "select count(*) from private.api_key_secrets where secret_hash = %s and ends_at is null"
    assert value(db, kept, digest) == 1
    slots = "select count(*) from private.api_key_slots where key_id = %s"
    assert value(db, slots, made["id"]) == 60
    for table in ("api_keys", "audit_log", "access_log"):
        assert value(db, f"select count(*) from {table} t where t::text like %s", f"%{key}%") == 0
    [entry] = db.execute(
        "select action, reason, after -> 'scopes' from audit_log where resource_id = %s",
        [made["id"]],
    )
    assert entry == ("insert", "asked for", ["cases.view", "donations.view"])


@pytest.mark.row("C53")
def test_edges_of_arguments(db: Connection) -> None:
    soon = datetime.now(UTC) + timedelta(days=1)
    made = make_key(db, name="n" * 100, rate_limit=600, expires_at=soon)
    assert datetime.fromisoformat(made["expires_at"]) == soon
    assert make_key(db, rate_limit=1)["rate_limit"] == 1


WRONG: list[dict[str, Any]] = [
    {"name": " "}, {"name": None}, {"name": "n" * 101}, {"scopes": []}, {"scopes": None},
    {"scopes": ["fees.view"]}, {"scopes": ["cases.manage"]}, {"scopes": [None]},
    {"scopes": ["cases.view", "nothing.view"]}, {"rate_limit": 0}, {"rate_limit": 601},
    {"rate_limit": None}, {"is_client_wide": None},
    {"expires_at": datetime(2026, 1, 1, tzinfo=UTC)},
]  # fmt: skip


@pytest.mark.row("C53")
def test_what_cannot_be_is_named(db: Connection) -> None:
    args = {"domain_id": domain(db), "name": "x", "scopes": SCOPES, "reason": "x"}
    for wrong in WRONG:
        assert refusal(db, ADMIN, "create_api_key", **{**args, **wrong}) == "22023 INVALID_INPUT"
        [name] = wrong
        with pytest.raises(Exception, match=f"^{name}: "):
            make_key(db, **wrong)


@pytest.mark.row("C53")
def test_who_may(db: Connection) -> None:
    args = {"domain_id": domain(db), "name": "x", "scopes": SCOPES, "reason": "x"}
    for who in (USER, "support@demo.example", "staff@demo.example", "partner@demo.example"):
        assert refusal(db, who, "create_api_key", **args) == "42501 PERMISSION_DENIED"
    for who in (ANON, SERVICE):
        assert refusal(db, who, "create_api_key", **args) == "42501"
    db.execute("update security_settings set is_strong_auth_relaxed_locally = false")
    assert refusal(db, ADMIN, "create_api_key", aal="aal1", **args) == "42501 STEP_UP_REQUIRED"
    unsaid = {**args, "reason": " "}
    assert refusal(db, ADMIN, "create_api_key", **unsaid) == "22023 REASON_REQUIRED"
    assert refusal(db, ADMIN, "create_api_key", **args) is None


GRANT = """
insert into person_permissions (person_id, resource, action, effect, domain_id, reason)
values (tests.person(%s), %s, %s, %s, %s, 'test')
"""


@pytest.mark.row("C53")
def test_nobody_gives_what_he_has_not(db: Connection) -> None:
    """A client user who manages the integrations of one of his client's two domains."""
    home = domain(db, "abtasty.com")
    db.execute(GRANT, [USER, "integrations", "manage", "allow", home])
    args = {"domain_id": home, "name": "x", "scopes": ["tickets.view"], "reason": "x"}
    assert refusal(db, USER, "create_api_key", **args) is None
    more = {**args, "scopes": ["tickets.view", "donations.view"]}
    assert refusal(db, USER, "create_api_key", **more) == "42501 PERMISSION_DENIED"
    wide = {**args, "is_client_wide": True}
    db.execute(
        "update domains set client_id = (select client_id from domains where id = %s)"
        " where site_domain = 'sub.abtasty.com'",
        [home],
    )
    assert refusal(db, USER, "create_api_key", **wide) == "42501 PERMISSION_DENIED"
    sub = domain(db, "sub.abtasty.com")
    db.execute(
        "insert into memberships (person_id, role_key, domain_id)"
        " values (tests.person(%s), 'client_user', %s)",
        [USER, sub],
    )
    db.execute(GRANT, [USER, "integrations", "view", "allow", sub])
    assert refusal(db, USER, "create_api_key", **wide) == "42501 PERMISSION_DENIED"
    assert refusal(db, ADMIN, "create_api_key", **wide) is None
    db.execute("update domains set archived_at = now() where site_domain = 'sub.abtasty.com'")
    assert refusal(db, USER, "create_api_key", **wide) is None
