"""The worker of keywords: how much it takes at a time, who it is, and that it forgets nobody."""

from typing import Any

import pytest

from .actors import refusal
from .events import SITES, Connection, ingest, make_id, message
from .test_list_keywords import upkeep


@pytest.mark.row("R06")
def test_batches_come_to_the_same_as_one(db: Connection) -> None:
    while upkeep(db)["is_waiting"]:
        pass
    names = [f"talk {number}" for number in range(7)]
    for name in names:
        ingest(db, [message(name, 0, "refund", conversation_id=make_id(name))])
    told: list[Any] = []
    while not told or told[-1]["is_waiting"]:
        db.execute("select tests.as_service()")
        row = db.execute("select public.run_keyword_upkeep(3)").fetchone()
        db.execute("select tests.back()")
        assert row is not None
        told.append(row[0])
    assert [one["conversations"] for one in told] == [3, 3, 1]
    found = db.execute(
        "select count(*) from conversation_keywords where keywords = '{refund}'"
        " and conversation_id = any(%s::uuid[])",
        [[make_id(name) for name in names]],
    ).fetchone()
    assert found == (7,)


@pytest.mark.row("R06")
def test_only_what_visitors_say_is_read(db: Connection) -> None:
    ingest(db, [message("asked", 0, "refund")])
    while upkeep(db)["is_waiting"]:
        pass
    ingest(db, [message("answered", 1, "invoice")])
    assert upkeep(db) == {"conversations": 0, "is_waiting": False}


@pytest.mark.row("R06")
def test_a_conversation_that_is_gone_keeps_nobody_up(db: Connection) -> None:
    ingest(db, [message("there", 0, "refund")])
    while upkeep(db)["is_waiting"]:
        pass
    db.execute(
        "insert into private.dirty_keywords (domain_id, conversation_id)"
        " values (tests.domain(%s), %s)",
        [SITES[0], make_id("gone")],
    )
    assert upkeep(db) == {"conversations": 0, "is_waiting": False}


@pytest.mark.row("R06")
@pytest.mark.parametrize("size", [0, 10001, None])
def test_a_batch_has_a_size(db: Connection, size: int | None) -> None:
    call = "select public.run_keyword_upkeep(%L::integer)"
    assert refusal(db, "service", call, size) == "22023 INVALID_INPUT"


@pytest.mark.row("R06", "R25")
@pytest.mark.parametrize("actor", ["admin@admin.com", "user@user.com", "anon"])
def test_only_the_worker_may(db: Connection, actor: str) -> None:
    assert refusal(db, actor, "select public.run_keyword_upkeep()") == "42501"
