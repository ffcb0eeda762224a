"""What Amplitude answers: bad events are taken out, and nothing else is lost."""

import random
from datetime import timedelta
from typing import Any

import pytest
from psycopg.types.json import Jsonb

from tests.rpc.integrations.hubspot import ADMIN, SERVICE, refusal, value

from .amplitude import (
    Connection,
    bad,
    claim,
    due_now,
    identify,
    numbers,
    refusals,
    report,
    switch_on,
    tell,
    waiting,
)

pytestmark = pytest.mark.row("C16", "C45")


def test_named_bad_events_are_taken_out_and_the_rest_is_sent_again(db: Connection) -> None:
    switch_on(db, events_per_request=4)
    tell(db, 1, 2, 3, 4, 5)
    first = claim(db)
    assert first is not None
    assert report(db, first, status_code=400, refused=bad(2, 3)) is not None
    assert refusals(db) == [(number, "missing_field.event_type") for number in (2, 3)]
    second = claim(db)
    assert second is not None
    assert numbers(second) == [1, 4, 5], "with the same insert_ids"
    assert second["attempt"] == 1, "an answer is no failure"
    assert report(db, second, status_code=400, refused=bad(1, 4, 5)) is None
    assert waiting(db) == 0
    assert claim(db) is None


@pytest.mark.parametrize("code", [400, 413])
def test_unnamed_bad_events_are_isolated_by_halves(db: Connection, code: int) -> None:
    seed = random.randrange(10**9)  # noqa: S311 - no secret
    wrong = set(random.Random(seed).sample(range(1, 41), 3))  # noqa: S311
    switch_on(db, events_per_request=20)
    tell(db, *range(1, 41))
    accepted: list[int] = []
    while found := claim(db):
        if wrong & set(numbers(found)):
            report(db, found, status_code=code)
        else:
            accepted += numbers(found)
            report(db, found, status_code=200)
    assert accepted == [number for number in range(1, 41) if number not in wrong], f"seed {seed}"
    assert refusals(db) == [(number, f"status_{code}") for number in sorted(wrong)]


def test_refused_again_it_says_the_last_reason(db: Connection) -> None:
    switch_on(db, "toto.example")
    switch_on(db)
    tell(db, 1)
    tell(db, 1, site_domain="toto.example", name="user_signed_in", properties={})
    db.execute(
        "insert into event_refusals select domain_id, %s, 'old', now() - interval '1 day'"
        " from amplitude_projects",
        [identify(1)],
    )
    found = claim(db)
    assert found is not None
    report(db, found, status_code=400, refused=bad(1))
    rows = db.execute(
        "select domain_id, refused_at = now() from event_refusals"
        " where id = %s and reason <> 'old'",
        [identify(1)],
    ).fetchall()
    assert rows == [(found["domain_id"], True)]


@pytest.mark.parametrize("said", [
    {"status_code": 429}, {"status_code": 500}, {"status_code": 408}, {"status_code": 302},
    {"error": "timeout"},
])  # fmt: skip
def test_back_pressure_never_gives_up(db: Connection, said: dict[str, Any]) -> None:
    switch_on(db)
    tell(db, 1)
    for attempt in range(1, 16):
        found = claim(db)
        assert found is not None
        assert found["attempt"] == attempt
        wait = report(db, found, **said) - value(db, "select now()")
        most = min(timedelta(minutes=15), timedelta(seconds=2**attempt))
        assert most / 2 <= wait <= most
        due_now(db)
    last = "select last_error from private.outbox where topic = 'amplitude.event'"
    assert value(db, last) == said.get("error", f"status_{said.get('status_code')}")
    assert value(db, "select error from amplitude_projects where is_active") is None
    found = claim(db)
    assert found is not None
    assert report(db, found, status_code=200) is None
    assert value(db, last) is None


def test_what_the_service_asks_for_counts(db: Connection) -> None:
    switch_on(db)
    tell(db, 1)
    found = claim(db)
    assert found is not None
    due = report(db, found, status_code=429, retry_after=timedelta(seconds=30))
    assert due - value(db, "select now()") == timedelta(seconds=30)


@pytest.mark.parametrize("said", [
    {"status_code": 401}, {"status_code": 403}, {"error": "invalid_api_key"}
])  # fmt: skip
def test_a_refused_key_stops_the_domain_and_tells_who_manages_it(
    db: Connection, said: dict[str, Any]
) -> None:
    switch_on(db, "toto.example")
    switch_on(db)
    tell(db, 1)
    found = claim(db)
    assert found is not None
    report(db, found, **said)
    code = said.get("error", f"status_{said.get('status_code')}")
    stopped = (
        "select domain_id, error, error_at = now() from amplitude_projects where error is not null"
    )
    assert db.execute(stopped).fetchall() == [(found["domain_id"], code, True)]
    told = db.execute(
        "select n.recipient_id = tests.person(%s), n.domain_id, n.title, n.link, n.data"
        " from notifications as n where n.event = 'amplitude.refused'", [ADMIN]
    ).fetchall()  # fmt: skip
    title = "Amplitude needs another key"
    assert told == [(True, found["domain_id"], title, "/integrations", {"error": code})]
    due_now(db)
    assert claim(db) is None
    tell(db, 2)
    assert waiting(db) == 2, "what is told meanwhile waits too"


WRONG: list[dict[str, Any]] = [
    {}, {"status_code": 99}, {"status_code": 600}, {"error": "Some text"},
    {"status_code": 200, "error": "timeout"}, {"status_code": 200, "refused": bad(1)},
    {"error": "timeout", "refused": bad(1)}, {"status_code": 400, "refused": bad(3)},
    {"status_code": 400, "refused": {identify(1): "Some text"}},
    {"status_code": 400, "refused": {identify(1): None}},
    {"status_code": 400, "refused": {"nobody": "code"}}, {"status_code": 400, "refused": Jsonb([])},
    {"status_code": 429, "retry_after": timedelta(days=2)},
    {"status_code": 429, "retry_after": timedelta(seconds=-1)},
]  # fmt: skip


def test_what_is_refused(db: Connection) -> None:
    switch_on(db, events_per_request=2)
    tell(db, 1, 2, 3)
    found = claim(db)
    assert found is not None
    args = {"message_id": found["message_id"], "worker": "w1"}
    for wrong in WRONG:
        answer = refusal(db, SERVICE, "report_events", **args, **wrong)
        assert answer == "22023 INVALID_INPUT", wrong
    other = {**args, "worker": "w2", "status_code": 200}
    assert refusal(db, SERVICE, "report_events", **other) == "PT409 CLAIM_LOST"
    assert refusal(db, SERVICE, "prepare_delivery", **args) == "PT409 CLAIM_LOST"
    assert refusals(db) == []
    again = claim(db)
    assert again is None
