"""The access token, for workers."""

import pytest

from .hubspot import ACCESS, ADMIN, SERVICE, Connection, args_of, call, domain, refusal, value


@pytest.mark.row("R12")
def test_the_token_is_for_workers_while_it_is_good(db: Connection) -> None:
    args = args_of(db)
    del args["reason"]
    [row] = call(db, SERVICE, "integration_token", **args)
    assert (row["access_token"], row["portal_id"], row["provider"]) == (ACCESS, "4242", "hubspot")
    noted = value(
        db, "select resource from access_log where kind = 'read_sensitive' and domain_id = %s",
        args["domain_id"],
    )  # fmt: skip
    assert noted == f"integrations/{args['integration_id']}"
    missing = "P0002 NOT_FOUND"
    elsewhere = {**args, "domain_id": domain(db, "abtasty.com")}
    assert refusal(db, SERVICE, "integration_token", **elsewhere) == missing
    with db.transaction(force_rollback=True):
        db.execute("update integrations set expires_at = now()")
        assert refusal(db, SERVICE, "integration_token", **args) == missing
    with db.transaction(force_rollback=True):
        db.execute("update integrations set access_secret_id = null")
        assert refusal(db, SERVICE, "integration_token", **args) == missing
    call(db, ADMIN, "disconnect_integration", **args, reason="x")
    assert refusal(db, SERVICE, "integration_token", **args) == missing
