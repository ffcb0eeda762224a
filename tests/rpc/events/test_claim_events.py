"""Requests to Amplitude as its HTTP V2 takes them, a domain's one after the other."""

from typing import Any

import pytest

from tests.rpc.integrations.hubspot import ADMIN, ANON, SERVICE, call, refusal, value

from .amplitude import (
    KEY,
    Connection,
    as_json,
    claim,
    due_now,
    enqueue_another,
    identify,
    numbers,
    report,
    switch_on,
    tell,
    waiting,
)
from .log import moment

pytestmark = pytest.mark.row("C16", "C45")


def test_the_request_is_as_documented(db: Connection) -> None:
    switch_on(db, region="eu")
    tell(db, 1, actor_id="7", occurred_at="2026-03-01T01:02:03.4567Z")
    tell(db, 2, actor_id="u-234", name="user_signed_in", properties={"email": "a@mail.example"})
    found = claim(db)
    assert found is not None
    assert found["url"] == "https://api.eu.amplitude.com/2/httpapi"
    assert found["body"] == {
        "api_key": KEY,
        "events": [
            {
                "user_id": "user:7",
                "event_type": "order_placed",
                "time": 1772326923456,
                "insert_id": identify(1),
                "event_properties": {"amount_minor": 1},
            }
        ],
    }
    assert report(db, found, status_code=200) is None
    second = claim(db)
    assert second is not None
    [sent] = second["body"]["events"]
    assert sent["user_id"] == "u-234"
    assert len(sent["event_properties"].pop("email")) == 64, "a digest, as in the log"
    assert value(db, "select payload from private.outbox where id = %s", found["message_id"]) == {}
    switch_on(db, region="us")
    tell(db, 3)
    third = claim(db)
    assert third is not None
    assert third["url"] == "https://api2.amplitude.com/2/httpapi"


def test_the_key_is_that_of_the_environment(db: Connection) -> None:
    switch_on(db, production_api_key="the production key")
    tell(db, 1)
    assert claim(db) is not None
    due_now(db)
    db.execute("update private.deployment set environment = 'production'")
    assert claim(db) is None, "what another environment queued is not sent"
    db.execute("update private.outbox set environment = 'production'")
    found = claim(db)
    assert found is not None
    assert found["body"]["api_key"] == "the production key"
    due_now(db)
    db.execute("update amplitude_projects set production_secret_id = null")
    assert claim(db) is None, "without a key nothing goes"


def test_a_domain_has_one_request_at_a_time(db: Connection) -> None:
    switch_on(db, events_per_request=2)
    tell(db, 1, 2, 3)
    db.execute("update private.outbox set created_at = now() - interval '1 second'")
    tell(db, 4)
    seen: list[list[int]] = []
    while found := claim(db):
        assert claim(db) is None, "while it is sent nothing else goes"
        seen.append(numbers(found))
        report(db, found, status_code=200)
    assert seen == [[1, 2], [3], [4]]
    assert waiting(db) == 0


def test_the_oldest_goes_first_though_it_waits_longer(db: Connection) -> None:
    switch_on(db)
    tell(db, 2)
    db.execute("update private.outbox set created_at = now() - interval '1 second'")
    tell(db, 1)
    first = claim(db)
    assert first is not None
    assert numbers(first) == [2]
    assert report(db, first, status_code=503) is not None
    assert claim(db) is None, "what comes after it may not overtake it"
    due_now(db)
    again = claim(db)
    assert again is not None
    assert as_json(again) == as_json(first)
    assert again["attempt"] == 2


def test_another_kind_of_message_is_left_to_others(db: Connection) -> None:
    switch_on(db)
    enqueue_another(db)
    tell(db, 1, 2)
    found = claim(db)
    assert found is not None
    assert numbers(found) == [1, 2]
    ended = "select finished_at is not null from private.outbox where id = %s"
    assert report(db, found, status_code=413) is not None
    assert not value(db, ended, found["message_id"])
    for number in (1, 2):
        half = claim(db)
        assert half is not None
        assert numbers(half) == [number]
        report(db, half, status_code=200)
    assert value(db, ended, found["message_id"])


def test_another_domain_does_not_wait(db: Connection) -> None:
    switch_on(db, "toto.example")
    switch_on(db)
    tell(db, 1)
    tell(db, 1, site_domain="toto.example", name="user_signed_in", properties={})
    found = [claim(db), claim(db)]
    assert {str(each["domain_id"])[-1] for each in found if each} == {"5", "6"}
    kinds = {each["domain_id"]: each["body"]["events"][0]["event_type"] for each in found if each}
    assert sorted(kinds.values()) == ["order_placed", "user_signed_in"], "ids are a domain's"
    assert claim(db) is None


def test_a_lapsed_claim_is_handed_out_again(db: Connection) -> None:
    switch_on(db)
    tell(db, 1)
    first = claim(db)
    assert first is not None
    wait = value(
        db, "select not_before - now() from private.outbox where id = %s", first["message_id"]
    )
    assert wait.total_seconds() == 120
    due_now(db)
    second = claim(db, "w2")
    assert second is not None
    assert refusal(db, SERVICE, "report_events", **reported(first)) == "PT409 CLAIM_LOST"
    assert refusal(db, SERVICE, "report_events", **reported(second, worker="w2")) is None


def test_a_request_stays_below_a_megabyte(db: Connection) -> None:
    switch_on(db, events_per_request=1000)
    db.execute("update event_catalog set json_schema = '{}' where name = 'order_placed'")
    tell(db, *range(1, 101), properties={"a": "x" * 15000}, occurred_at=moment(1))
    sizes = []
    while found := claim(db):
        sizes.append(len(numbers(found)))
        assert len(as_json(found)) < 1_000_000
        report(db, found, status_code=200)
    assert sizes == [59, 41]


def test_what_is_gone_is_passed_over(db: Connection) -> None:
    switch_on(db, events_per_request=3)
    tell(db, 1, 2, 3, 4, 5)
    gone = [identify(number) for number in (2, 3, 4, 5)]
    db.execute("delete from event_log where source = 'test' and id = any(%s::uuid[])", [gone])
    found = claim(db)
    assert found is not None
    assert numbers(found) == [1]
    assert report(db, found, status_code=200) is not None
    found = claim(db)
    assert found is not None
    assert numbers(found) == []


def test_only_workers_take_requests_and_claim_outbox_takes_none(db: Connection) -> None:
    switch_on(db)
    tell(db, 1)
    for who in (ANON, ADMIN):
        assert refusal(db, who, "claim_events", worker="w1") == "42501"
        assert refusal(db, who, "report_events", **reported({"message_id": None})) == "42501"
    assert refusal(db, SERVICE, "claim_events", worker=" ") == "22023 INVALID_INPUT"
    topics = {row["topic"] for row in call(db, SERVICE, "claim_outbox", worker="w1", page_size=500)}
    assert "amplitude.event" not in topics
    assert claim(db) is not None


def reported(request: dict[str, Any], **other: Any) -> dict[str, Any]:
    return {"message_id": request["message_id"], "worker": "w1", "status_code": 200, **other}
