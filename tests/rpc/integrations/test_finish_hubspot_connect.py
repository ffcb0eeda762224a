"""What becomes of the tokens that HubSpot gave."""

import pytest

from .hubspot import (
    ACCESS,
    ADMIN,
    ANON,
    REFRESH,
    SERVICE,
    USER,
    Connection,
    begin,
    call,
    connect,
    domain,
    finish_args,
    integration,
    one,
    person,
    redeem,
    refusal,
    secret,
    value,
)


@pytest.mark.row("R12")
def test_tokens_go_to_the_vault_and_their_ids_to_the_row(db: Connection) -> None:
    row = integration(db, connect(db))
    assert row["status"] == "connected"
    assert row["portal_id"] == "4242"
    assert row["scopes"] == ["oauth"]
    assert row["connected_by"] == person(db)
    assert secret(db, row["access_secret_id"]) == ACCESS
    assert secret(db, row["refresh_secret_id"]) == REFRESH
    assert value(db, "select %s - now() = '30 min'::interval", row["expires_at"])
    assert value(db, "select %s - now() = '24 min'::interval", row["refresh_at"])
    assert value(db, "select count(*) from vault.secrets") == 2


@pytest.mark.row("R12")
def test_tokens_without_the_verifier_are_not_ours(db: Connection) -> None:
    args = finish_args(db, begin(db)["state"])
    assert refusal(db, SERVICE, "finish_hubspot_connect", **args) == "42501 OAUTH_STATE_REFUSED"


@pytest.mark.row("R12")
def test_who_connects_another_site_meanwhile_is_not_done_with_it(db: Connection) -> None:
    other = begin(db, "toto.example")["state"]
    redeem(db, other)
    connect(db)
    assert one(db, SERVICE, "finish_hubspot_connect", **finish_args(db, other))


@pytest.mark.row("R12")
def test_the_same_portal_comes_back_to_life_and_another_waits(db: Connection) -> None:
    first = connect(db)
    assert connect(db, access_token="newer") == first
    row = integration(db, first)
    assert secret(db, row["access_secret_id"]) == "newer"
    assert value(db, "select count(*) from vault.secrets") == 2
    state = begin(db)["state"]
    assert redeem(db, state) is None
    other = finish_args(db, state, portal_id="777")
    wanted = "PT409 OTHER_PORTAL_CONNECTED"
    assert refusal(db, SERVICE, "finish_hubspot_connect", **other) == wanted
    ended = {"domain_id": domain(db), "integration_id": first, "reason": "moved"}
    call(db, ADMIN, "disconnect_integration", **ended)
    second = one(db, SERVICE, "finish_hubspot_connect", **other)
    assert second != first
    call(db, ADMIN, "disconnect_integration", **{**ended, "integration_id": second})
    assert connect(db) == first
    again = integration(db, first)
    assert (again["status"], again["disconnected_at"]) == ("connected", None)
    # The same portal may be another domain's too.
    assert connect(db, "sub.abtasty.com") != first


@pytest.mark.row("R12")
@pytest.mark.parametrize(
    "wrong",
    [
        {"access_token": ""}, {"access_token": None}, {"access_token": "x" * 8193},
        {"refresh_token": None}, {"expires_in": 59}, {"expires_in": 86400 * 31 + 1},
        {"expires_in": None}, {"portal_id": "42/42"}, {"portal_id": None},
    ],
)  # fmt: skip
def test_bad_tokens_store_nothing(db: Connection, wrong: dict[str, object]) -> None:
    state = begin(db)["state"]
    assert redeem(db, state) is None
    args = finish_args(db, state)
    found = refusal(db, SERVICE, "finish_hubspot_connect", **{**args, **wrong})
    assert found == "22023 INVALID_INPUT"
    assert value(db, "select count(*) from vault.secrets") == 0
    edge = {"expires_in": 86400 * 31, "access_token": "x" * 8192, "scopes": None}
    assert refusal(db, SERVICE, "finish_hubspot_connect", **{**args, **edge}) is None


@pytest.mark.row("R12", "R20")
@pytest.mark.parametrize("who", [ADMIN, USER, ANON])
def test_only_workers_finish(db: Connection, who: str) -> None:
    state = begin(db)["state"]
    args = {"state": state, "person_id": person(db)}
    assert refusal(db, who, "redeem_oauth_state", **args) == "42501"
    assert refusal(db, who, "finish_hubspot_connect", **finish_args(db, state)) == "42501"
