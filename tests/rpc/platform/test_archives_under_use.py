"""Whoever uses the log, places a hold or dies while months go, loses nothing."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psycopg
import pytest

from bo_cli.core.connection import ConnectionInfo
from bo_cli.policies.databases import worker_database
from tests.rpc.platform.archives import Connection, claim, confirm, fill, finish, one, upkeep, write

pytestmark = pytest.mark.row("C49")

DUE = "select count(*) from event_log where occurred_at < '2024-02-01'"
TALLIED = "select coalesce(sum(events), 0)::int from private.event_tallies"
REAL = "select count(*) from event_log where occurred_at < '2024-02-01' and not is_test"
HOLD = "insert into legal_holds (domain_id, title) select tests.domain('cooking.example'), 'Now'"


@pytest.fixture
def own_database(stack: ConnectionInfo, template: str) -> Iterator[str]:
    """A database for this test alone, with two months of events that are due."""
    with worker_database(stack, template) as url:
        with psycopg.connect(url) as connection:
            fill(connection, ["2023-12", "2024-01"], 20)
            upkeep(connection)
        yield url


def test_a_worker_that_is_killed_leaves_nothing_half_done(own_database: str) -> None:
    """Each step is done three times: twice on a connection that goes before the commit."""
    with psycopg.connect(own_database, autocommit=True) as db:
        real, rows, states = one(db, REAL), one(db, DUE), []
        steps = 0
        while True:
            answer = _thrice(own_database, upkeep)
            states.append((answer.get("state"), one(db, DUE) + _dropped(db), one(db, TALLIED)))
            part = _thrice(own_database, claim)
            if part["archive_id"] is None and answer["archive_id"] is None:
                break
            if part["archive_id"]:
                written = part["content"].encode()
                _thrice(own_database, lambda c, p=part, w=written: confirm(c, p, w))
            steps += 1
            assert steps < 30
        assert {kept for _, kept, _ in states} == {rows}
        assert [state for state, _, _ in states if state] == ["dropped", "dropped"]
        assert (one(db, TALLIED), one(db, DUE)) == (real, 0)


def test_who_reads_or_writes_is_not_pushed_away(own_database: str, tmp_path: Path) -> None:
    with (
        psycopg.connect(own_database, autocommit=True) as db,
        psycopg.connect(own_database) as other,
    ):
        write(db, tmp_path)
        other.execute("lock table private.event_log_default in row exclusive mode")
        assert upkeep(db)["state"] == "busy"  # An event comes for a month without a table.
        other.rollback()
        one(other, DUE)
        assert (upkeep(db)["state"], upkeep(db)["state"]) == ("dropped", "busy")
        other.rollback()
        other.execute("lock table private.event_log_2024_01 in row exclusive mode")
        assert upkeep(db)["state"] == "busy"
        assert one(db, DUE) == 20
        assert one(db, "select count(*) from retention_archives where state = 'written'") == 1
        other.rollback()
        assert finish(db) == ["dropped"]
        assert one(db, DUE) == 0


def test_what_is_being_logged_while_its_month_goes_is_not_lost(
    own_database: str, tmp_path: Path
) -> None:
    with (
        psycopg.connect(own_database, autocommit=True) as db,
        psycopg.connect(own_database) as sender,
        ThreadPoolExecutor(1) as pool,
    ):
        write(db, tmp_path)
        assert upkeep(db)["state"] == "dropped"
        fill(sender, ["2024-01"], 1, seed=9)
        going = pool.submit(upkeep, db)
        time.sleep(0.2)
        sender.commit()
        assert going.result()["state"] in ("due", "busy")
        assert one(db, DUE) == 21


def test_a_hold_comes_before_or_after_and_never_between(own_database: str, tmp_path: Path) -> None:
    with (
        psycopg.connect(own_database, autocommit=True) as db,
        psycopg.connect(own_database) as court,
        ThreadPoolExecutor(1) as pool,
    ):
        write(db, tmp_path)
        court.execute(HOLD)
        waiting = pool.submit(upkeep, db)
        time.sleep(0.3)
        assert not waiting.done()
        court.commit()
        assert waiting.result() == {"due": 0, "archive_id": None}
        court.execute("update legal_holds set released_at = now()")
        court.commit()
        assert finish(db) == ["dropped", "dropped"]


def test_two_workers_never_write_the_same_month(own_database: str) -> None:
    with psycopg.connect(own_database) as first, psycopg.connect(own_database) as second:
        claimed = {claim(first, "one")["archive_id"], claim(second, "two")["archive_id"]}
        assert len(claimed) == 2
        assert claim(second, "three")["archive_id"] is None


def _dropped(db: Connection) -> int:
    gone: int = one(
        db,
        "select coalesce(sum(row_count), 0)::int from retention_archives"
        " where state = 'dropped' and from_at < '2024-02-01' and from_at > '2023-11-30'",
    )
    return gone


def _thrice(url: str, step: Callable[[Connection], Any]) -> Any:
    """Return what the step says when it is done at last."""
    for _ in range(2):
        with psycopg.connect(url) as connection:
            step(connection)
            connection.rollback()
    with psycopg.connect(url) as connection:
        return step(connection)
