"""Another address, other topics, off and on."""

import pytest

from .hubspot import ADMIN, ANON, SERVICE, USER, Connection, call, domain, refusal
from .webhooks import URL, change_case, endpoint_args, make_endpoint, waiting


@pytest.mark.row("C53")
def test_what_is_not_given_stays(db: Connection) -> None:
    made, twin = make_endpoint(db), make_endpoint(db)
    args = endpoint_args(db, made)
    [row] = call(db, ADMIN, "update_webhook_endpoint", **args, expected_version=1, url=URL + "/2")
    assert (row["url"], row["topics"], row["is_active"]) == (URL + "/2", made["topics"], True)
    [row] = call(
        db, ADMIN, "update_webhook_endpoint", **args, expected_version=2, topics=["case.created"],
        is_active=False,
    )  # fmt: skip
    assert (row["url"], row["topics"], row["is_active"]) == (URL + "/2", ["case.created"], False)
    change_case(db)
    assert [each["endpoint_id"] for each in waiting(db)] == [twin["id"]]


@pytest.mark.row("C53")
def test_what_is_refused(db: Connection) -> None:
    args = endpoint_args(db, make_endpoint(db), expected_version=1)
    for wrong in ({"url": "https://localhost"}, {"topics": []}):
        found = refusal(db, ADMIN, "update_webhook_endpoint", **args, **wrong)
        assert found == "22023 INVALID_INPUT"
    stale = {**args, "expected_version": 2}
    assert refusal(db, ADMIN, "update_webhook_endpoint", **stale) == "40001 STALE_VERSION"
    elsewhere = {**args, "domain_id": domain(db, "abtasty.com")}
    assert refusal(db, ADMIN, "update_webhook_endpoint", **elsewhere) == "P0002 NOT_FOUND"
    assert refusal(db, USER, "update_webhook_endpoint", **args) == "42501 PERMISSION_DENIED"
    for who in (ANON, SERVICE):
        assert refusal(db, who, "update_webhook_endpoint", **args) == "42501"
    unsaid = {**args, "reason": None}
    assert refusal(db, ADMIN, "update_webhook_endpoint", **unsaid) == "22023 REASON_REQUIRED"


@pytest.mark.row("C53")
def test_without_a_secret_it_stays_off(db: Connection) -> None:
    args = endpoint_args(db, make_endpoint(db))
    db.execute(
        "update webhook_endpoints set secret_id = null, is_active = false where id = %s",
        [args["endpoint_id"]],
    )
    elsewhere = {**args, "expected_version": 2, "url": URL + "/3"}
    assert refusal(db, ADMIN, "update_webhook_endpoint", **elsewhere) is None
    on = {**args, "expected_version": 3, "is_active": True}
    assert refusal(db, ADMIN, "update_webhook_endpoint", **on) == "PT409 NOT_CONFIGURED"
    assert refusal(db, ADMIN, "rotate_webhook_secret", **args) is None
    on["expected_version"] = 4
    assert refusal(db, ADMIN, "update_webhook_endpoint", **on) is None
