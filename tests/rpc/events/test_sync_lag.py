"""How far Amplitude is behind, by the outbox and by what it accepted; and under load."""

import random
import threading
import time
from collections import defaultdict
from datetime import timedelta
from typing import Any

import psycopg
import pytest

from tests.rpc.integrations.hubspot import ADMIN, ANON, SERVICE, USER, call, domain, refusal

from .amplitude import Connection, bad, claim, enqueue_another, numbers, report, switch_on, tell
from .log import COOKING, event, ingest

pytestmark = pytest.mark.row("C46")

ACCEPT = (
    "insert into private.event_deliveries (domain_id, events, received_at, accepted_at)"
    " select tests.domain(%s), %s, now() - %s::interval - %s::interval, now() - %s::interval"
)


def lag(db: Connection, site: str = COOKING, **other: Any) -> dict[str, Any]:
    [row] = call(db, ADMIN, "sync_lag", domain_ids=[domain(db, site)], **other)
    found: dict[str, Any] = row
    return found


def accept(
    db: Connection, events: int, took: str, ago: str = "1 minute", site: str = COOKING
) -> None:
    db.execute(ACCEPT, [site, events, ago, took, ago])


def test_what_waits(db: Connection) -> None:
    switch_on(db, "toto.example")
    switch_on(db)
    db.execute("delete from event_refusals")
    found = lag(db)
    assert (found["waiting"], found["oldest_at"], found["is_active"]) == (0, None, True)
    assert (found["accepted"], found["p50"], found["p95"], found["refused"]) == (0, None, None, 0)
    tell(db, 1, 2, 3)
    [(oldest_at,)] = db.execute(
        "update private.outbox set created_at = now() - interval '1 hour'"
        " where topic = 'amplitude.event' returning created_at"
    ).fetchall()
    tell(db, 4, 5)
    found = lag(db)
    assert (found["waiting"], found["oldest_at"]) == (5, oldest_at)
    assert lag(db, "toto.example")["waiting"] == 0
    first = claim(db)
    assert first is not None
    assert lag(db)["waiting"] == 5, "what is being sent waits still"
    report(db, first, status_code=400, refused=bad(2))
    found = lag(db)
    assert (found["waiting"], found["refused"], found["accepted"]) == (4, 1, 0)
    second = claim(db)
    assert second is not None
    report(db, second, status_code=200)
    found = lag(db)
    assert (found["waiting"], found["accepted"]) == (2, 2)
    assert found["p50"] == found["p95"] == timedelta(hours=1)
    assert found["oldest_at"] > oldest_at, "what has ended waits no more"
    enqueue_another(db)
    assert lag(db)["oldest_at"] == found["oldest_at"], "nor does a message of another kind"
    assert lag(db, "toto.example")["refused"] == 0
    db.execute("update private.outbox set environment = 'production'")
    assert lag(db)["waiting"] == 0, "another environment's are not ours to send"


def test_each_event_counts_and_not_each_request(db: Connection) -> None:
    accept(db, 50, "1 second")
    accept(db, 45, "3 seconds")
    accept(db, 5, "7 seconds")
    accept(db, 1000, "9 seconds", site="toto.example")
    accept(db, 1000, "9 seconds", ago="1 hour 1 second")
    found = lag(db)
    assert (found["accepted"], found["p50"], found["p95"]) == (
        100, timedelta(seconds=1), timedelta(seconds=3),
    )  # fmt: skip
    accept(db, 2, "8 seconds", ago="1 hour")
    found = lag(db)
    assert (found["accepted"], found["p50"], found["p95"]) == (
        102, timedelta(seconds=3), timedelta(seconds=7),
    )  # fmt: skip
    assert lag(db, span=timedelta(hours=2))["accepted"] == 1102


def test_refusals_of_the_span(db: Connection) -> None:
    db.execute("delete from event_refusals")
    for ago in ("1 hour", "1 hour 1 second"):
        db.execute(
            "insert into event_refusals select tests.domain(%s), gen_random_uuid(), 'x',"
            " now() - %s::interval",
            [COOKING, ago],
        )
    assert lag(db)["refused"] == 1


def test_who_may_ask(db: Connection) -> None:
    db.execute("select")  # The first call is in the test's transaction then.
    rows = call(db, ADMIN, "sync_lag")
    assert len(rows) == 4
    assert [row["domain_id"] for row in rows] == sorted(row["domain_id"] for row in rows)
    assert refusal(db, USER, "sync_lag") == "42501 PERMISSION_DENIED"
    db.execute(
        "insert into person_permissions (person_id, resource, action, effect, domain_id, reason)"
        " values (tests.person(%s), 'integrations', 'view', 'allow', tests.domain(%s), 'test')",
        [USER, "abtasty.com"],
    )
    assert [row["domain_id"] for row in call(db, USER, "sync_lag")] == [domain(db, "abtasty.com")]
    elsewhere = {"domain_ids": [domain(db, COOKING)]}
    assert refusal(db, USER, "sync_lag", **elsewhere) == "42501 PERMISSION_DENIED"
    for who in (ANON, SERVICE):
        assert refusal(db, who, "sync_lag") == "42501"
    for wrong in (timedelta(seconds=59), timedelta(days=31), None):
        assert refusal(db, ADMIN, "sync_lag", span=wrong) == "22023 INVALID_INPUT"
    for right in (timedelta(minutes=1), timedelta(days=30)):
        assert refusal(db, ADMIN, "sync_lag", span=right) is None


class Amplitude:
    """One that takes each insert_id once, is too busy at times, and cannot bear some events."""

    def __init__(self, draw: random.Random) -> None:
        self.draw = draw
        self.taken: dict[int, str] = {}
        self.by_user: dict[str, list[int]] = defaultdict(list)

    def answer(self, body: dict[str, Any]) -> dict[str, Any]:
        told = [
            (numbers({"body": {"events": [each]}})[0], each["user_id"]) for each in body["events"]
        ]
        wrong = [number for number, _ in told if number % 50 == 0]
        if self.draw.random() < 0.1:
            return {
                "status_code": self.draw.choice([429, 503]),
                "retry_after": timedelta(seconds=0.1),
            }
        if wrong:
            return {"status_code": 400, "refused": bad(*wrong)}
        for number, user in told:
            if number not in self.taken:
                self.taken[number] = user
                self.by_user[user].append(number)
        # Taken, but the answer was lost: it is sent again.
        return (
            {"error": "timeout", "retry_after": timedelta(0)}
            if self.draw.random() < 0.1
            else {"status_code": 200}
        )


def work(url: str, service: Amplitude, lock: Any, ended: threading.Event) -> None:
    """Send until all is told and nothing is left."""
    with psycopg.connect(url, autocommit=True) as connection:
        while True:
            is_last = ended.is_set()
            request = claim(connection)
            if request is None:
                if is_last and lag(connection)["waiting"] == 0:
                    return
                time.sleep(0.02)
                continue
            with lock:
                said = service.answer(request["body"])
            report(connection, request, **said)


def test_a_hundred_a_second_are_there_within_ten_seconds_once_and_in_order(own_url: str) -> None:
    seed = random.randrange(10**9)  # noqa: S311 - no secret
    service = Amplitude(random.Random(seed))  # noqa: S311
    ended, lock, total = threading.Event(), threading.Lock(), 500
    with psycopg.connect(own_url, autocommit=True) as connection:
        switch_on(connection, events_per_request=50)
        workers = [
            threading.Thread(target=work, args=(own_url, service, lock, ended)) for _ in range(2)
        ]
        for each in workers:
            each.start()
        begun = time.monotonic()
        try:
            for start in range(0, total, 20):
                ingest(connection, [
                    event(number, actor_id=f"user-{number % 7}", occurred_at="2026-03-01T00:00:00Z")
                    for number in range(start + 1, start + 21)
                ])  # fmt: skip
                time.sleep(max(0.0, begun + (start + 20) / 100 - time.monotonic()))
        finally:
            ended.set()
            for each in workers:
                each.join()
        found = lag(connection, span=timedelta(minutes=10))
    good = [number for number in range(1, total + 1) if number % 50]
    assert sorted(service.taken) == good, f"seed {seed}"
    assert all(told == sorted(told) for told in service.by_user.values()), f"seed {seed}"
    assert (found["refused"], found["waiting"]) == (total // 50, 0)
    assert found["accepted"] == len(good)
    assert found["p95"] < timedelta(seconds=10)
