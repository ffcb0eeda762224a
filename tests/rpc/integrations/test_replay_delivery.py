"""A webhook is sent again by hand, under the same id."""

import pytest

from .hubspot import ADMIN, ANON, SERVICE, USER, Connection, domain, one, refusal, value
from .webhooks import change_case, claim_one, make_endpoint, waiting


@pytest.mark.row("C53")
def test_it_is_sent_again_by_hand(db: Connection) -> None:
    make_endpoint(db)
    change_case(db)
    [sent] = waiting(db)
    one(db, SERVICE, "report_delivery", **claim_one(db), status_code=200)
    args = {"domain_id": domain(db), "delivery_id": value(db, "select id from webhook_deliveries")}
    first = one(db, ADMIN, "replay_delivery", **args)
    assert value(db, "select state from private.outbox where id = %s", first) == "waiting"
    assert one(db, ADMIN, "replay_delivery", **args) != first
    assert waiting(db) == [sent, sent]
    logged = "select count(*) from audit_log where action = 'replay' and resource_id = %s"
    assert value(db, logged, str(args["delivery_id"])) == 2
    elsewhere = {**args, "domain_id": domain(db, "abtasty.com")}
    assert refusal(db, ADMIN, "replay_delivery", **elsewhere) == "P0002 NOT_FOUND"
    assert refusal(db, USER, "replay_delivery", **args) == "42501 PERMISSION_DENIED"
    for who in (ANON, SERVICE):
        assert refusal(db, who, "replay_delivery", **args) == "42501"
