"""Requests of a back-fill: one at a time, and the same again until it was answered."""

from typing import Any

import pytest

from tests.rpc.integrations.hubspot import (
    ADMIN,
    SERVICE,
    Connection,
    call,
    domain,
    one,
    value,
)

from .amplitude import (
    bad,
    claim,
    due_now,
    enqueue_another,
    numbers,
    refusals,
    report,
    switch_on,
)
from .backfills import AGE, ask, next_page, progress, tell_before
from .log import COOKING, event, ingest, moment

pytestmark = pytest.mark.row("C16", "C45")


def test_pages_and_the_same_ids_on_every_retry(db: Connection) -> None:
    """A thousand a page; of the same moment too; the worker dies, the service is busy."""
    told = [event(1 + n, occurred_at=moment(1 + n // 700)) for n in range(2100)]
    for first in range(0, 2100, 700):
        ingest(db, told[first : first + 700])
    db.execute(AGE, [[each["id"] for each in told]])
    switch_on(db)
    made = ask(db)
    sent: list[int] = []
    while (found := next_page(db)) is not None:
        if found["attempt"] == 1:  # Nobody answers; the lease runs out.
            db.execute("update private.outbox set not_before = now() where state = 'claimed'")
            again = next_page(db)
            assert again is not None
            assert again["body"] == found["body"]
            assert report(db, again, status_code=429) is not None
            assert next_page(db) is None
            db.execute("update private.outbox set not_before = now() where state = 'waiting'")
            continue
        sent += numbers(found)
        report(db, found, status_code=200)
    assert sent == sorted(sent) == list(range(1, 2101))
    assert progress(db, made) == (2100, 2100, True)
    pages = "select count(*) from private.outbox where topic = 'amplitude.backfill'"
    assert value(db, pages) == 3


def test_what_is_refused_is_taken_out_and_the_rest_goes_on(db: Connection) -> None:
    tell_before(db, 1, 2, 3, 4)
    switch_on(db)
    made = ask(db)
    found = next_page(db)
    assert found is not None
    assert report(db, found, status_code=400, refused=bad(2)) is not None
    assert (progress(db, made), refusals(db)) == ((4, 0, False), [(2, "missing_field.event_type")])
    rest = next_page(db)
    assert rest is not None
    assert numbers(rest) == [1, 3, 4]
    assert report(db, rest, status_code=413) is not None
    half = next_page(db)
    assert half is not None
    assert numbers(half) == [1]
    assert report(db, half, status_code=200) is not None
    assert progress(db, made) == (4, 1, False)
    while (more := next_page(db)) is not None:
        report(db, more, status_code=200)
    assert progress(db, made) == (4, 3, True)


def test_it_waits_while_the_copy_is_off_or_stopped(db: Connection) -> None:
    tell_before(db, 1)
    switch_on(db)
    ask(db)
    off: dict[str, Any] = {"domain_id": domain(db, COOKING), "reason": "x", "is_active": False}
    call(db, ADMIN, "set_amplitude", **off)
    assert next_page(db) is None
    call(db, ADMIN, "set_amplitude", **{**off, "is_active": True})
    found = next_page(db)
    assert found is not None
    report(db, found, status_code=401)
    db.execute("update private.outbox set not_before = now() where state = 'waiting'")
    assert next_page(db) is None
    call(db, ADMIN, "set_amplitude", **{**off, "is_active": True})
    db.execute("update amplitude_projects set test_secret_id = null")
    assert next_page(db) is None
    # The key is another one meanwhile, but what was copied from when stays.
    assert value(db, "select copied_from is null from amplitude_projects where is_active") is False


def test_no_other_message_comes_and_it_comes_to_no_other(db: Connection) -> None:
    tell_before(db, 1)
    switch_on(db)
    ask(db)
    enqueue_another(db)
    found = next_page(db)
    assert found is not None
    assert numbers(found) == [1]
    due_now(db)
    db.execute("update private.outbox set not_before = now()")
    others = call(db, SERVICE, "claim_outbox", worker="w2", topic_prefix="amplitude.")
    assert others == []
    assert claim(db) is None
    db.execute("update private.outbox set environment = 'production' where state = 'claimed'")
    assert next_page(db) is None
    assert one(db, SERVICE, "run_event_upkeep") is not None


def test_another_domain_that_is_copied_lets_nobody_elses_back_fill_go(db: Connection) -> None:
    tell_before(db, 1)
    switch_on(db)
    ask(db)
    switch_on(db, "toto.example")
    off = "update amplitude_projects set is_active = false where domain_id = %s"
    db.execute(off, [domain(db, COOKING)])
    assert next_page(db) is None
    db.execute(off.replace("false", "true"), [domain(db, COOKING)])
    assert next_page(db) is not None
