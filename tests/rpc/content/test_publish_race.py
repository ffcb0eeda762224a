"""Two people, or two workers, publish at the same moment, each on a connection of their own."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from typing import Any

import psycopg
import pytest

from bo_cli.core.connection import ConnectionInfo
from bo_cli.policies.databases import worker_database

Connection = psycopg.Connection[Any]
SECTION = "select s.domain_id, s.id, s.version from ai_sections as s where s.slug = 'black-friday'"


@pytest.fixture
def own_database(database_server: ConnectionInfo, template: str) -> Iterator[str]:
    with worker_database(database_server, template) as url:
        yield url


def section(url: str) -> tuple[Any, ...]:
    with psycopg.connect(url) as db:
        row = db.execute(SECTION).fetchone()
    assert row is not None
    return row


def together(url: str, calls: list[tuple[str, str, tuple[Any, ...]]]) -> list[str]:
    """Each (actor, statement, arguments) at the same moment: 'done' or why not, sorted."""
    start = Barrier(len(calls))

    def act(call: tuple[str, str, tuple[Any, ...]]) -> str:
        actor, statement, arguments = call
        with psycopg.connect(url) as db:
            acting = "select tests.as_service()" if actor == "service" else "select tests.as(%s)"
            db.execute(acting, None if actor == "service" else [actor])
            start.wait()
            try:
                row = db.execute(statement, arguments).fetchone()
                db.commit()
            except psycopg.Error as error:
                return error.diag.message_detail or str(error)
        return str(row[0]) if actor == "service" and row else "done"

    with ThreadPoolExecutor(len(calls)) as pool:
        return sorted(pool.map(act, calls))


def versions(url: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(url) as db:
        return db.execute(
            "select number from ai_section_versions as v join ai_sections as s"
            " on s.id = v.section_id where s.slug = 'black-friday' order by number"
        ).fetchall()


@pytest.mark.row("R07")
def test_of_two_publishes_at_once_one_wins(own_database: str) -> None:
    publish = "select publish_section(%s, %s, %s)"
    for number in range(1, 6):
        with psycopg.connect(own_database) as db:
            db.execute(
                "update ai_sections set title = %s where slug = 'black-friday'", [f"Try {number}"]
            )
        read = section(own_database)
        calls = [(who, publish, read) for who in ("user@user.com", "admin@admin.com")]
        assert together(own_database, calls) == ["STALE_VERSION", "done"]
        assert versions(own_database) == [(n,) for n in range(1, number + 1)]


@pytest.mark.row("R07")
def test_workers_publish_what_is_due_exactly_once(own_database: str) -> None:
    with psycopg.connect(own_database) as db:
        db.execute("update ai_sections set publish_at = now() where slug = 'black-friday'")
    calls: list[tuple[str, str, tuple[Any, ...]]] = [
        ("service", "select run_content_upkeep() ->> 'published'", ())
    ] * 4
    assert together(own_database, calls) == ["0", "0", "0", "1"]
    assert versions(own_database) == [(1,)]
    assert together(own_database, calls) == ["0", "0", "0", "0"]


@pytest.mark.row("R07")
def test_visitors_read_the_old_version_whole_or_the_new_one(own_database: str) -> None:
    """While somebody publishes without end, no reader ever sees title and body of two versions."""
    done = Event()
    seen: set[tuple[str, str]] = set()
    with psycopg.connect(own_database) as db:
        db.execute("update ai_sections set title = 'N0', body = 'N0' where slug = 'black-friday';")
        db.execute("select tests.as('admin@admin.com')")
        db.execute(f"select publish_section(r.domain_id, r.id, r.version) from ({SECTION}) as r")

    def read() -> None:
        query = (
            "select part ->> 'title', part ->> 'body'"
            " from jsonb_array_elements(published_sections('abtasty.com')) as part"
            " where part ->> 'slug' = 'black-friday'"
        )
        with psycopg.connect(own_database, autocommit=True) as reader:
            while not done.is_set():
                seen.update(reader.execute(query).fetchall() or [("nothing", "at all")])

    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(read)
        try:
            _publish_often(own_database)
        finally:
            done.set()
        reading.result()
    assert len(seen) > 1
    assert all(title == body for title, body in seen)


def _publish_often(url: str) -> None:
    for number in range(1, 40):
        with psycopg.connect(url) as db:
            db.execute("select tests.as('admin@admin.com')")
            for call in (
                f"update_section(r.domain_id, r.id, r.version, 'N{number}', 'N{number}')",
                "publish_section(r.domain_id, r.id, r.version)",
            ):
                db.execute(f"select {call} from ({SECTION}) as r".encode())
