"""New tokens come from whoever holds the claim."""

import pytest

from .hubspot import (
    DUE,
    SERVICE,
    Connection,
    claim,
    domain,
    due,
    integration,
    one,
    refusal,
    secret,
    value,
)


@pytest.mark.row("R12")
def test_new_tokens_take_the_place_of_the_old(db: Connection) -> None:
    args = due(db)
    before = integration(db, args["integration_id"])
    claim(db)
    new = {"access_token": "new-access", "refresh_token": "new-refresh", "expires_in": 600}
    again = one(db, SERVICE, "store_refreshed_tokens", **args, **new)
    row = integration(db, args["integration_id"])
    assert again == row["refresh_at"]
    assert value(db, "select %s - now() = '8 min'::interval", again)
    assert value(db, "select %s - now() = '10 min'::interval", row["expires_at"])
    assert secret(db, before["access_secret_id"]) == "new-access"
    assert secret(db, before["refresh_secret_id"]) == "new-refresh"
    assert value(db, "select count(*) from private.token_refreshes") == 0
    db.execute(DUE, [args["integration_id"]])
    claim(db)
    del new["refresh_token"]
    one(db, SERVICE, "store_refreshed_tokens", **args, **new)
    assert secret(db, row["refresh_secret_id"]) == "new-refresh"


@pytest.mark.row("R12")
@pytest.mark.parametrize(
    "meanwhile",
    [
        "update private.token_refreshes set not_before = now()",
        "update private.token_refreshes set worker = 'w2'",
        "delete from private.token_refreshes",
        "update integrations set status = 'disconnected', disconnected_at = now(),"
        " access_secret_id = null, refresh_secret_id = null",
    ],
)
def test_who_lost_the_claim_stores_and_fails_nothing(db: Connection, meanwhile: str) -> None:
    args = due(db)
    claim(db)
    db.execute(meanwhile)
    new = {"access_token": "new", "expires_in": 600}
    assert refusal(db, SERVICE, "store_refreshed_tokens", **args, **new) == "PT409 CLAIM_LOST"
    assert refusal(db, SERVICE, "fail_refresh", **args, error="timeout") == "PT409 CLAIM_LOST"
    elsewhere = {**args, "domain_id": domain(db, "abtasty.com")}
    assert refusal(db, SERVICE, "fail_refresh", **elsewhere, error="x") == "P0002 NOT_FOUND"
