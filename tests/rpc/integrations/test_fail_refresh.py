"""No new tokens: tried again, or the end of the connection."""

from typing import Any

import pytest

from .hubspot import (
    ADMIN,
    SERVICE,
    Connection,
    call,
    claim,
    connect,
    due,
    integration,
    one,
    refusal,
    value,
)


def notices(db: Connection) -> list[tuple[Any, ...]]:
    return db.execute(
        "select p.email::text, n.title, n.data ->> 'error', n.domain_id"
        " from notifications as n join people as p on p.id = n.recipient_id"
        " where n.event = 'integration.failed'"
    ).fetchall()


@pytest.mark.row("R12")
def test_an_invalid_grant_ends_it_and_the_admins_hear_of_it(db: Connection) -> None:
    args = due(db)
    claim(db)
    assert one(db, SERVICE, "fail_refresh", **args, error="invalid_grant") is None
    row = integration(db, args["integration_id"])
    assert (row["status"], row["error"]) == ("error", "invalid_grant")
    assert (row["access_secret_id"], row["expires_at"], row["refresh_at"]) == (None, None, None)
    assert value(db, "select count(*) from vault.secrets") == 0
    assert notices(db) == [
        (ADMIN, "HubSpot must be connected again", "invalid_grant", args["domain_id"])
    ]
    # HubSpot has ended the grant itself: there is nothing to revoke.
    assert value(db, "select count(*) from private.token_revocations") == 0
    assert claim(db) == []
    assert connect(db) == args["integration_id"]
    assert integration(db, args["integration_id"])["error"] is None


@pytest.mark.row("R12")
@pytest.mark.parametrize("error", ["invalid_client", "unauthorized_client"])
def test_a_refused_app_ends_it_too_and_the_grant_is_revoked(db: Connection, error: str) -> None:
    args = due(db)
    claim(db)
    assert one(db, SERVICE, "fail_refresh", **args, error=error) is None
    assert integration(db, args["integration_id"])["error"] == error
    assert value(db, "select count(*) from private.token_revocations") == 1
    assert len(notices(db)) == 1


@pytest.mark.row("R12")
def test_who_manages_only_another_domain_hears_nothing(db: Connection) -> None:
    args = due(db)
    held = {"support@demo.example": "abtasty.com", "staff@demo.example": "toto.example"}
    for email, site in held.items():
        db.execute(
            "insert into person_permissions"
            " (person_id, resource, action, effect, domain_id, reason) values"
            " (tests.person(%s), 'integrations', 'manage', 'allow', tests.domain(%s), 'test')",
            [email, site],
        )
    claim(db)
    call(db, SERVICE, "fail_refresh", **args, error="invalid_grant")
    assert sorted(notice[0] for notice in notices(db)) == [ADMIN, "staff@demo.example"]


@pytest.mark.row("R12")
def test_other_errors_are_tried_again_ten_times(db: Connection) -> None:
    args = due(db)
    for attempt in range(1, 10):
        assert [row["attempt"] for row in claim(db)] == [attempt]
        again = one(db, SERVICE, "fail_refresh", **args, error="timeout")
        most = min(900, 2 * 2**attempt)
        waits = value(db, "select extract(epoch from %s - now())", again)
        assert most / 2 <= waits <= most
        assert integration(db, args["integration_id"])["status"] == "connected"
        assert claim(db) == []
        assert refusal(db, SERVICE, "fail_refresh", **args, error="x") == "PT409 CLAIM_LOST"
        db.execute("update private.token_refreshes set not_before = now()")
    assert [row["attempt"] for row in claim(db)] == [10]
    assert one(db, SERVICE, "fail_refresh", **args, error="timeout") is None
    assert integration(db, args["integration_id"])["error"] == "timeout"


@pytest.mark.row("R12")
@pytest.mark.parametrize("error", ["", None, "token abc is bad", "x" * 65, "1st", "a-b"])
def test_an_error_is_a_code(db: Connection, error: str | None) -> None:
    args = due(db)
    claim(db)
    assert refusal(db, SERVICE, "fail_refresh", **args, error=error) == "22023 INVALID_INPUT"
    assert refusal(db, SERVICE, "fail_refresh", **args, error="x" * 64) is None
