"""Disconnecting forgets the tokens here and has the service revoke them."""

import pytest

from .hubspot import (
    ADMIN,
    ANON,
    SERVICE,
    USER,
    Connection,
    args_of,
    call,
    domain,
    integration,
    refusal,
    value,
)


@pytest.mark.row("R12")
def test_again_it_changes_nothing(db: Connection) -> None:
    args = args_of(db)
    [first] = call(db, ADMIN, "disconnect_integration", **args)
    assert call(db, ADMIN, "disconnect_integration", **args) == [first]
    assert value(db, "select count(*) from private.token_revocations") == 1


@pytest.mark.row("R12")
def test_a_connection_without_tokens_ends_without_a_message(db: Connection) -> None:
    broken = value(db, "select id from integrations where status = 'error'")
    args = {"domain_id": domain(db, "cooking.example"), "integration_id": broken, "reason": "x"}
    [row] = call(db, ADMIN, "disconnect_integration", **args)
    assert (row["status"], row["error"], row["error_at"]) == ("disconnected", None, None)
    assert value(db, "select count(*) from private.outbox where topic like 'hubspot.%%'") == 0


@pytest.mark.row("R12", "R20")
def test_who_may_disconnect(db: Connection) -> None:
    args = args_of(db)
    denied = "42501 PERMISSION_DENIED"
    for who in (USER, "support@demo.example", "staff@demo.example", "partner@demo.example"):
        assert refusal(db, who, "disconnect_integration", **args) == denied
    for who in (ANON, SERVICE):
        assert refusal(db, who, "disconnect_integration", **args) == "42501"
    for who in (ADMIN, USER, ANON):
        assert refusal(db, who, "revocation_token", revocation_id=domain(db)) == "42501"
        assert refusal(db, who, "finish_revocation", revocation_id=domain(db)) == "42501"
    silent = {**args, "reason": " "}
    assert refusal(db, ADMIN, "disconnect_integration", **silent) == "22023 REASON_REQUIRED"
    db.execute("update security_settings set is_strong_auth_relaxed_locally = false")
    weak = refusal(db, ADMIN, "disconnect_integration", aal="aal1", **args)
    assert weak == "42501 STEP_UP_REQUIRED"
    elsewhere = {**args, "domain_id": domain(db, "abtasty.com")}
    assert refusal(db, ADMIN, "disconnect_integration", **elsewhere) == "P0002 NOT_FOUND"
    assert integration(db, args["integration_id"])["status"] == "connected"
