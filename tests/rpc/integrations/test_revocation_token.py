"""The token that is to be revoked, for the worker that has the message."""

import pytest

from .hubspot import ADMIN, REFRESH, SERVICE, Connection, args_of, call, domain, refusal, value


@pytest.mark.row("R12")
def test_each_message_leads_to_its_own_token(db: Connection) -> None:
    args = args_of(db)
    call(db, ADMIN, "disconnect_integration", **args)
    found = value(db, "select id from private.token_revocations")
    db.execute(
        "insert into private.token_revocations (domain_id, integration_id, provider, secret_id)"
        " values (%s, gen_random_uuid(), 'hubspot', vault.create_secret('other'))",
        [args["domain_id"]],
    )
    [row] = call(db, SERVICE, "revocation_token", revocation_id=found)
    assert row["refresh_token"] == REFRESH
    missing = {"revocation_id": domain(db)}
    assert refusal(db, SERVICE, "revocation_token", **missing) == "P0002 NOT_FOUND"
    call(db, SERVICE, "finish_revocation", revocation_id=found)
    assert value(db, "select decrypted_secret from vault.decrypted_secrets") == "other"
