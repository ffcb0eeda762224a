"""A revoked token is forgotten."""

import pytest

from .hubspot import (
    ADMIN,
    REFRESH,
    SERVICE,
    Connection,
    args_of,
    call,
    integration,
    one,
    refusal,
    value,
)


@pytest.mark.row("R12")
def test_tokens_are_forgotten_and_one_message_has_them_revoked(db: Connection) -> None:
    args = args_of(db)
    db.execute(
        "insert into private.token_refreshes values (%s, %s, 'w1', now())", list(args.values())[:2]
    )
    [row] = call(db, ADMIN, "disconnect_integration", **args)
    assert row == integration(db, args["integration_id"])
    assert row["status"] == "disconnected"
    assert value(db, "select %s = now()", row["disconnected_at"])
    assert (row["access_secret_id"], row["refresh_secret_id"]) == (None, None)
    assert (row["expires_at"], row["refresh_at"]) == (None, None)
    assert db.execute("select decrypted_secret from vault.decrypted_secrets").fetchall() == [
        (REFRESH,)
    ]
    assert value(db, "select count(*) from private.token_refreshes") == 0
    [message] = call(db, SERVICE, "claim_outbox", worker="w", topic_prefix="hubspot.")
    assert message["topic"] == "hubspot.token.revoke"
    assert message["domain_id"] == args["domain_id"]
    revocation = message["payload"]
    assert list(revocation) == ["revocation_id"]
    [token] = call(db, SERVICE, "revocation_token", **revocation)
    assert token == {
        "domain_id": args["domain_id"], "integration_id": args["integration_id"],
        "provider": "hubspot", "refresh_token": REFRESH,
    }  # fmt: skip
    assert one(db, SERVICE, "finish_revocation", **revocation) is True
    assert one(db, SERVICE, "finish_revocation", **revocation) is False
    assert refusal(db, SERVICE, "revocation_token", **revocation) == "P0002 NOT_FOUND"
    assert value(db, "select count(*) from vault.secrets") == 0
