"""Two secrets sign while a rotation lasts."""

import pytest

from .hubspot import ADMIN, SERVICE, USER, Connection, domain, one, refusal, secret, value
from .webhooks import change_case, claim_one, endpoint_args, make_endpoint, signed_by


@pytest.mark.row("C53", "C43")
def test_two_secrets_sign_while_they_overlap(db: Connection) -> None:
    made = make_endpoint(db)
    change_case(db)
    message = claim_one(db)
    args = endpoint_args(db, made)
    second = one(db, ADMIN, "rotate_webhook_secret", **args, overlap="1 hour")
    assert value(db, "select %s::timestamptz = now() + '1 hour'", second["old_secret_ends_at"])
    request = one(db, SERVICE, "prepare_delivery", **message)
    assert signed_by(request, second["secret"]) == [True, False]
    assert signed_by(request, made["secret"]) == [False, True]
    third = one(db, ADMIN, "rotate_webhook_secret", **args)
    assert secret(db, made["secret_id"]) is None
    request = one(db, SERVICE, "prepare_delivery", **message)
    assert signed_by(request, third["secret"]) == [True, False]
    assert signed_by(request, second["secret"]) == [False, True]
    ended = "update webhook_endpoints set old_secret_ends_at = now() where id = %s"
    db.execute(ended, [made["id"]])
    request = one(db, SERVICE, "prepare_delivery", **message)
    assert signed_by(request, third["secret"]) == [True]
    one(db, SERVICE, "run_integration_upkeep")
    assert secret(db, second["secret_id"]) is None
    assert secret(db, third["secret_id"]) == third["secret"]


@pytest.mark.row("C53")
def test_rotations_that_are_refused(db: Connection) -> None:
    args = endpoint_args(db, make_endpoint(db))
    for wrong in ("-1 s", "7 days 1 s", None):
        found = refusal(db, ADMIN, "rotate_webhook_secret", **args, overlap=wrong)
        assert found == "22023 INVALID_INPUT"
    assert refusal(db, ADMIN, "rotate_webhook_secret", **args, overlap="7 days") is None
    elsewhere = {**args, "domain_id": domain(db, "abtasty.com")}
    assert refusal(db, ADMIN, "rotate_webhook_secret", **elsewhere) == "P0002 NOT_FOUND"
    assert refusal(db, USER, "rotate_webhook_secret", **args) == "42501 PERMISSION_DENIED"
    unsaid = {**args, "reason": None}
    assert refusal(db, ADMIN, "rotate_webhook_secret", **unsaid) == "22023 REASON_REQUIRED"
