"""The worker's minute: no wrong bucket under many writers, nothing lost when it is killed."""

import random
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import psycopg
import pytest

from bo_cli.core.connection import ConnectionInfo
from bo_cli.policies.databases import worker_database
from tests.rpc.engagement.events import (
    SITES,
    Connection,
    add_sites,
    event,
    ingest,
    make_id,
    message,
)

from .model import count_by_hand, read_raw
from .visits import BEGIN, DAYS, as_filter, count, domain, random_visits

WRITERS = 8
COUNTED = (
    "select displayed, conversed, conversations, converted, demo, captured - demo, booked,"
    " reached - conversed, booked_or_conversed - conversed, involved, resolved"
    " from private.count_window(%s, %s, %s)"
)


@pytest.fixture
def own_url(database_server: ConnectionInfo, template: str) -> Iterator[str]:
    """A database of this test alone, which may commit, with SITES."""
    with worker_database(database_server, template) as url:
        with psycopg.connect(url) as db:
            add_sites(db)
            count(db)
        yield url


def wrong_days(db: Connection) -> list[Any]:
    """Days of SITES whose rollup is not what the raw rows say; each day, and all together."""
    raw = read_raw(db)
    wrong = []
    for site in SITES:
        [domain_id] = db.execute("select tests.domain(%s)", [site]).fetchone() or ()
        marks = [BEGIN + timedelta(days=day) for day in range(DAYS + 12)]
        for begin, end in [*pairwise(marks), (marks[0], marks[-1])]:
            found = db.execute(COUNTED, [domain_id, begin, end]).fetchone()
            expected = tuple(count_by_hand(raw, domain_id, begin, end).values())
            if found != expected:
                wrong.append((site, begin, found, expected))
    return wrong


@pytest.mark.row("R02")
def test_eight_writers_leave_no_wrong_bucket(own_url: str) -> None:
    events = random_visits(7, people=24)
    is_over = threading.Event()

    def write(number: int) -> None:
        # Batches of everybody overlap in visitors, days and sites, and come in any order.
        chance = random.Random(number)  # noqa: S311
        mine = chance.sample(events, len(events) // 3)
        with psycopg.connect(own_url) as db:
            for start in range(0, len(mine), 40):
                ingest(db, mine[start : start + 40])
                db.commit()

    def work() -> int:
        runs = 0
        with psycopg.connect(own_url) as db:
            while not is_over.is_set():
                count(db)
                db.commit()
                runs += 1
        return runs

    with ThreadPoolExecutor(WRITERS + 2) as pool:
        workers = [pool.submit(work) for _ in range(2)]
        try:
            list(pool.map(write, range(WRITERS)))  # A deadlock would be raised here.
        finally:
            is_over.set()
        assert sum(worker.result() for worker in workers) > 2
    with psycopg.connect(own_url) as db:
        assert count(db)["is_waiting"] is False
        assert read_raw(db).talks
        assert wrong_days(db) == []


@pytest.mark.row("R02")
def test_a_killed_worker_loses_nothing(own_url: str) -> None:
    with psycopg.connect(own_url, autocommit=True) as db:
        ingest(db, random_visits(8, people=12))
        noted = "select count(*) from private.dirty_days"
        before = db.execute(noted).fetchone()
        assert before is not None and before[0] > 20
        with psycopg.connect(own_url) as worker:
            worker.execute("select tests.as_service()")
            worker.execute("select public.run_rollup_upkeep(20)")
            db.execute("select pg_terminate_backend(%s)", [worker.info.backend_pid])
            with pytest.raises(psycopg.OperationalError):
                worker.commit()
        assert db.execute(noted).fetchone() == before
        assert wrong_days(db) != []
        count(db)
        assert wrong_days(db) == []


@pytest.mark.row("R02")
def test_a_writer_who_commits_late_is_counted_by_the_next_run(own_url: str) -> None:
    with psycopg.connect(own_url) as late, psycopg.connect(own_url, autocommit=True) as db:
        late.execute("select 1")  # Begins the transaction that the batch is a part of.
        ingest(late, [message("slow", 0, visitor_id=make_id("slow"), session_id=make_id("s"))])
        ingest(db, [message("fast", 0, conversation_id=make_id("fast"))])
        assert count(db)["rebuilt"] == 1
        late.commit()
        assert count(db)["rebuilt"] == 1
        window = [
            domain(db, SITES[0]),
            datetime(2026, 3, 1, tzinfo=UTC),
            datetime(2026, 4, 1, tzinfo=UTC),
        ]
        found = db.execute("select conversations from private.count_window(%s, %s, %s)", window)
        assert found.fetchone() == (2,)


@pytest.mark.row("R02")
def test_two_workers_do_not_work_at_once(own_url: str) -> None:
    with psycopg.connect(own_url) as first, psycopg.connect(own_url, autocommit=True) as db:
        ingest(db, [message("m", 0)])
        db.execute("set lock_timeout = '5s'")  # A second one that worked would wait for the first.
        first.execute("select 1")  # Begins a transaction that keeps the lock.
        assert count(first) == {"rebuilt": 1, "is_waiting": False}
        assert count(db) == {"rebuilt": 0, "is_waiting": False}
        first.rollback()
        assert count(db) == {"rebuilt": 1, "is_waiting": False}


@pytest.mark.row("R02")
def test_a_batch_takes_so_many_days(db: Connection) -> None:
    count(db)
    ingest(
        db,
        [
            message(f"m{day}", 0, minute=day * 1440, conversation_id=make_id(f"c{day}"))
            for day in range(5)
        ],
    )
    assert count(db, 2) == {"rebuilt": 2, "is_waiting": True}
    assert count(db, 2) == {"rebuilt": 2, "is_waiting": True}
    assert count(db, 2) == {"rebuilt": 1, "is_waiting": False}


@pytest.mark.row("R02")
def test_who_turns_out_to_be_a_colleague_is_not_counted_any_more(
    db: Connection, as_person: Any, rpc: Callable[..., Any]
) -> None:
    mail = {"email": "jo@newcomer.example"}
    ingest(db, [message("m", 0), event("mail", "identify", minute=1, properties=mail)])
    wanted = as_filter(
        from_=datetime(2026, 3, 2, tzinfo=UTC),
        to=datetime(2026, 3, 3, tzinfo=UTC),
        domain_ids=[domain(db, SITES[0])],
    )

    def engaged() -> int:
        count(db)
        with as_person(db, "admin@admin.com"):
            found = rpc(db, "client_dashboard", filter=wanted)
        return int(found["metrics"]["engaged"]["value"])

    seen = [engaged()]
    db.execute("insert into people (email, role_key) values ('jo@newcomer.example', 'support')")
    seen.append(engaged())
    db.execute(
        "update people set email = 'jo@elsewhere.example' where email = 'jo@newcomer.example'"
    )
    seen.append(engaged())
    db.execute(
        "update people set email = 'jo@newcomer.example' where email = 'jo@elsewhere.example'"
    )
    seen.append(engaged())
    db.execute("update people set status = 'deleted' where email = 'jo@newcomer.example'")
    seen.append(engaged())
    assert seen == [1, 0, 1, 0, 1]
