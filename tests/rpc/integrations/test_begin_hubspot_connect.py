"""Beginning to connect: what the browser is sent away with, and for whom."""

import base64
import hashlib

import pytest

from .hubspot import (
    ADMIN,
    ANON,
    SERVICE,
    USER,
    Connection,
    begin,
    call,
    domain,
    person,
    refusal,
    value,
)

SETTINGS = "delete from env_settings where key = %s and environment = private.environment()"


@pytest.mark.row("R12")
def test_the_browser_is_sent_with_the_hash_of_a_verifier_that_the_worker_gets(
    db: Connection,
) -> None:
    begun = begin(db)
    assert begun["authorize_url"] == "https://app.hubspot.com/oauth/authorize"
    assert begun["scope"].split()[0] == "oauth"
    assert begun["code_challenge_method"] == "S256"
    assert value(db, "select %s::timestamptz = now() + '10 minutes'", begun["expires_at"])
    [row] = call(db, SERVICE, "redeem_oauth_state", state=begun["state"], person_id=person(db))
    assert row["domain_id"] == domain(db)
    assert row["redirect_uri"] == begun["redirect_uri"]
    digest = hashlib.sha256(row["code_verifier"].encode()).digest()
    challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
    assert len(row["code_verifier"]) == 43
    assert begun["code_challenge"] == challenge
    # The verifier is gone, and the state was never stored.
    assert value(db, "select count(*) from vault.secrets") == 0
    stored = value(db, "select encode(state_hash, 'hex') from private.oauth_states")
    assert stored == hashlib.sha256(begun["state"].encode()).hexdigest()


@pytest.mark.row("R12")
@pytest.mark.parametrize("key", ["hubspot.client_id", "hubspot.redirect_uri"])
def test_without_an_app_nobody_is_sent_anywhere(db: Connection, key: str) -> None:
    db.execute(SETTINGS, [key])
    args = {"domain_id": domain(db)}
    assert refusal(db, ADMIN, "begin_hubspot_connect", **args) == "PT409 NOT_CONFIGURED"


@pytest.mark.row("R12")
def test_settings_of_this_environment_say_which_app_and_what_is_asked_for(db: Connection) -> None:
    db.execute(
        "insert into env_settings (environment, key, value) values"
        " (private.environment(), 'hubspot.scopes', '\"oauth one two\"'),"
        " (private.environment(), 'hubspot.authorize_url', '\"https://app-eu1.hubspot.com/x\"'),"
        " ('production', 'hubspot.client_id', '\"zzz\"')"
    )
    begun = begin(db)
    assert (begun["scope"], begun["authorize_url"]) == (
        "oauth one two",
        "https://app-eu1.hubspot.com/x",
    )
    assert begun["client_id"] == "00000000-0000-4000-8000-demo"


@pytest.mark.row("R12", "R20")
def test_who_may_begin(db: Connection) -> None:
    args = {"domain_id": domain(db, "abtasty.com")}
    denied = "42501 PERMISSION_DENIED"
    for who in (USER, "support@demo.example", "partner@demo.example", "staff@demo.example"):
        assert refusal(db, who, "begin_hubspot_connect", **args) == denied
    assert refusal(db, ANON, "begin_hubspot_connect", **args) == "42501"
    assert refusal(db, SERVICE, "begin_hubspot_connect", **args) == "42501"
    db.execute("update security_settings set is_strong_auth_relaxed_locally = false")
    weak = refusal(db, ADMIN, "begin_hubspot_connect", aal="aal1", **args)
    assert weak == "42501 STEP_UP_REQUIRED"
    assert refusal(db, ADMIN, "begin_hubspot_connect", **args) is None
    assert refusal(db, ADMIN, "begin_hubspot_connect", domain_id=None) == "22023 INVALID_INPUT"
