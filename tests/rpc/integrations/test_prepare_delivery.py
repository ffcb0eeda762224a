"""What a worker sends: signed as Standard Webhooks has it."""

import json
from uuid import UUID

import pytest

from .hubspot import ADMIN, ANON, SERVICE, Connection, domain, one, refusal, value
from .webhooks import URL, change_case, claim_one, make_endpoint, signed_by


@pytest.mark.row("C53")
def test_it_is_signed(db: Connection) -> None:
    made = make_endpoint(db)
    case_id = change_case(db)
    args = claim_one(db)
    request = one(db, SERVICE, "prepare_delivery", **args)
    assert request["url"] == URL
    assert signed_by(request, made["secret"]) == [True]
    headers = request["headers"]
    assert UUID(headers["webhook-id"])
    assert headers["content-type"] == "application/json"
    sent_at = value(db, "select floor(extract(epoch from now()))::bigint::text")
    assert headers["webhook-timestamp"] == sent_at
    body = json.loads(request["body"])
    assert body.keys() == {"type", "timestamp", "data"}
    assert body["type"] == "case.updated"
    assert body["data"] == {"domain_id": str(domain(db)), "id": str(case_id)}
    assert one(db, SERVICE, "prepare_delivery", **args) == request


@pytest.mark.row("C53")
def test_for_the_worker_that_holds_it(db: Connection) -> None:
    make_endpoint(db)
    change_case(db)
    args = claim_one(db)
    other = {**args, "worker": "w2"}
    assert refusal(db, SERVICE, "prepare_delivery", **other) == "PT409 CLAIM_LOST"
    for who in (ANON, ADMIN):
        assert refusal(db, who, "prepare_delivery", **args) == "42501"
    with db.transaction(force_rollback=True):
        db.execute("update webhook_endpoints set is_active = false")
        assert one(db, SERVICE, "prepare_delivery", **args) is None
    with db.transaction(force_rollback=True):
        renamed = "update private.outbox set topic = 'mail.send' where id = %s"
        db.execute(renamed, [args["message_id"]])
        assert refusal(db, SERVICE, "prepare_delivery", **args) == "PT409 CLAIM_LOST"
    db.execute("update private.outbox set state = 'waiting' where id = %s", [args["message_id"]])
    assert refusal(db, SERVICE, "prepare_delivery", **args) == "PT409 CLAIM_LOST"
