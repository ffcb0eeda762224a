"""What became of a webhook: an entry an attempt, and what is tried again."""

from datetime import timedelta
from typing import Any

import pytest

from .hubspot import ADMIN, ANON, SERVICE, Connection, one, refusal, value
from .webhooks import URL, change_case, claim_one, deliveries, make_endpoint, waiting

DUE = "update private.outbox set not_before = now() where topic = 'webhook.deliver'"


@pytest.mark.row("C53")
def test_each_attempt_is_noted_until_it_arrives(db: Connection) -> None:
    made = make_endpoint(db)
    change_case(db)
    [sent] = waiting(db)
    assert one(db, SERVICE, "report_delivery", **claim_one(db), error="timeout") is not None
    db.execute(DUE)
    assert one(db, SERVICE, "report_delivery", **claim_one(db), status_code=500) is not None
    db.execute(DUE)
    assert one(db, SERVICE, "report_delivery", **claim_one(db), status_code=204) is None
    assert deliveries(db) == [(1, None, "timeout"), (2, 500, None), (3, 204, None)]
    same = (
        "select distinct endpoint_id::text, message_id::text, topic, body from webhook_deliveries"
    )
    assert db.execute(same).fetchall() == [
        (made["id"], sent["message_id"], "case.updated", sent["body"])
    ]
    assert waiting(db) == []
    aged = "update webhook_deliveries set attempted_at = now() - %s::interval where attempt = %s"
    db.execute(aged, ["30 days 1 s", 1])
    db.execute(aged, ["30 days", 2])
    assert one(db, SERVICE, "run_integration_upkeep")["deliveries"] == 1
    assert [attempt for attempt, *_ in deliveries(db)] == [2, 3]


@pytest.mark.row("C53")
def test_who_is_gone_is_asked_no_more(db: Connection) -> None:
    made, twin = make_endpoint(db), make_endpoint(db, topics=["case.created"])
    change_case(db)
    assert one(db, SERVICE, "report_delivery", **claim_one(db), status_code=410) is None
    active = "select is_active from webhook_endpoints where id = %s"
    assert value(db, active, made["id"]) is False
    assert value(db, active, twin["id"]) is True
    assert value(db, "select state from private.outbox where topic = 'webhook.deliver'") == "dead"


@pytest.mark.row("C53")
@pytest.mark.parametrize(
    ("code", "is_final"), [(199, False), (200, True), (299, True), (300, False)]
)
def test_what_counts_as_delivered(db: Connection, code: int, is_final: bool) -> None:
    make_endpoint(db)
    change_case(db)
    due = one(db, SERVICE, "report_delivery", **claim_one(db), status_code=code)
    assert (due is None) == is_final
    assert value(db, "select is_active from webhook_endpoints where url = %s", URL)


WRONG: list[dict[str, Any]] = [
    {}, {"status_code": 99}, {"status_code": 600}, {"error": "Some text"}, {"error": ""},
    {"status_code": 200, "error": "timeout"},
]  # fmt: skip


@pytest.mark.row("C53")
def test_what_is_refused(db: Connection) -> None:
    make_endpoint(db)
    change_case(db)
    args = claim_one(db)
    for wrong in WRONG:
        assert refusal(db, SERVICE, "report_delivery", **args, **wrong) == "22023 INVALID_INPUT"
    other = {**args, "worker": "w2", "status_code": 200}
    assert refusal(db, SERVICE, "report_delivery", **other) == "PT409 CLAIM_LOST"
    for who in (ANON, ADMIN):
        assert refusal(db, who, "report_delivery", **args, status_code=200) == "42501"
    assert deliveries(db) == []


@pytest.mark.row("C53")
def test_a_delay_follows_each_failure(db: Connection) -> None:
    make_endpoint(db)
    change_case(db)
    due = one(db, SERVICE, "report_delivery", **claim_one(db), status_code=503)
    wait = due - value(db, "select now()")
    assert timedelta(seconds=10) <= wait <= timedelta(seconds=11)
