"""What taking events into the log costs: rows a second, against `copy` into the same tables.

    .venv/bin/python bench/bench_events.py [--events N]

Told twice: the second time nothing may come of it. Then pages of the list, with all events in the
default partition, as they came, and in months, as the upkeep leaves them.
"""

import argparse
import json
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
from bars import bar

from bo_cli.core.project import find_project
from bo_cli.core.settings import load_settings
from bo_cli.policies.databases import test_template, worker_database
from bo_cli.stack.engines import engine_for

BATCH = 500
WANTED = 0.1
Connection = psycopg.Connection[Any]
COUNT = "select count(*) from event_log where source = 'bench'"
FORGET = (
    "create temporary table kept as select * from event_log where source = 'bench'",
    "delete from event_log where source = 'bench'",
    "delete from private.event_ids where id in (select id from kept)",
)
PAGE = 'select count(*) from public.list_events(\'{"actor_id": "user-7"}\', null, 50)'


def main() -> None:
    """Print the rates and pages; exit 1 when taking events is slower than wanted."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--events", type=int, default=100_000)
    number = parser.parse_args().events
    project = find_project(Path(__file__).parent)
    engine = engine_for(load_settings(project), project)
    engine.start()
    info = engine.connection()
    with (
        worker_database(info, test_template(info, project)) as url,
        psycopg.connect(url, autocommit=True) as connection,
    ):
        first, second = (seconds(connection, number) for _ in range(2))
        stored = connection.execute(COUNT).fetchone()
        copied = copy_seconds(connection)
        pages(connection, "default partition")
        connection.execute("select public.run_event_upkeep()")
        pages(connection, "months")
    print(f"told    {number / first:8.0f} rows/s\nagain   {number / second:8.0f} rows/s")
    print(f"copied  {number / copied:8.0f} rows/s")
    assert stored == (number,), f"{number} events twice are {stored}"
    what = "the rate of copy into the same tables"
    sys.exit(not bar("events taken", copied / first, WANTED, what, at_least=True))


def batches(number: int) -> Iterator[str]:
    """Yield the events as JSON, over four months."""
    for start in range(0, number, BATCH):
        yield json.dumps([one(n) for n in range(start, min(start + BATCH, number))])


def one(number: int) -> dict[str, Any]:
    """Return an order of one of 2,000 users, with its version's two properties."""
    hour = number % 2_880
    day = f"2026-{7 + hour // 720:02}-{1 + hour % 720 // 24:02}"
    return {
        "id": str(uuid.uuid5(uuid.NAMESPACE_OID, str(number))),
        "site_domain": "cooking.example",
        "name": "order_placed",
        "schema_version": 2,
        "actor_kind": "user",
        "actor_id": f"user-{number % 2_000}",
        "object": f"orders/{number}",
        "properties": {"amount_minor": number + 1, "type": "market"},
        "occurred_at": f"{day}T{hour % 24:02}:00:00Z",
        "source": "bench",
    }


def seconds(connection: Connection, number: int) -> float:
    """Return how long the database takes for all batches, a transaction each."""
    taken = 0.0
    for batch in batches(number):
        begun = time.perf_counter()
        connection.execute("select public.ingest_events(%s)", [batch])
        taken += time.perf_counter() - begun
    return taken


def copy_seconds(connection: Connection) -> float:
    """Return how long `copy` takes for the same rows, with the same indexes, ids too."""
    for statement in FORGET:
        connection.execute(statement)
    texts = []
    for columns in ("*", "domain_id, id"):
        with connection.cursor().copy(f"copy (select {columns} from kept) to stdout") as out:
            texts.append(b"".join(out))
    begun = time.perf_counter()
    for table, text in zip(("public.event_log", "private.event_ids"), texts, strict=True):
        with connection.cursor().copy(f"copy {table} from stdin") as into:
            into.write(text)
    return time.perf_counter() - begun


def pages(connection: Connection, where: str) -> None:
    """Print how long a page of one actor's events takes."""
    connection.execute("analyze event_log")
    with connection.transaction():
        connection.execute("select tests.as('admin@admin.com', 'aal2')")
        times = []
        for _ in range(20):
            begun = time.perf_counter()
            connection.execute(PAGE)
            times.append(time.perf_counter() - begun)
    print(f"page of an actor, {where}: {sorted(times)[10] * 1000:.2f} ms")


if __name__ == "__main__":
    main()
