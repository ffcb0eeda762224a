"""Several workers at once, some of whom are killed."""

import random
from concurrent.futures import ThreadPoolExecutor
from threading import Lock

import psycopg
import pytest

from bo_cli.core.connection import ConnectionInfo
from bo_cli.policies.databases import worker_database

from .hubspot import value
from .syncs import Hub, add_site, add_visitor, claim, configure, people, report, run_of, start


def _one_worker(url: str, name: str, hub: Hub, lock: Lock, seed: int) -> int:
    """Work until the run has ended; some batches are lost on the way. Returns how many."""
    draw = random.Random(seed)  # noqa: S311
    lost = 0
    with psycopg.connect(url) as db:
        while True:
            batch = claim(db, name, page_size=draw.randint(1, 40))
            db.commit()
            if batch is None:
                if not value(db, "select count(*) from sync_runs where state = 'running'"):
                    return lost
                db.rollback()
                continue
            with lock:
                results = hub.upsert(batch)
            if not lost or draw.random() < 0.15:  # Killed after it was sent, the first time always.
                mine = "update private.sync_batches set leased_until = clock_timestamp()"
                db.execute(f"{mine} where id = %s", [batch["batch_id"]])
                lost += 1
            else:
                report(db, batch, results, name)
            db.commit()


@pytest.mark.row("R13")
@pytest.mark.parametrize("seed", [1, 2])
def test_counters_add_up_whoever_works_and_dies(
    database_server: ConnectionInfo, template: str, seed: int
) -> None:
    names = [f"p{number}" for number in range(400)]
    draw = random.Random(seed)  # noqa: S311
    hub = Hub(refused={f"{name}@people.example" for name in draw.sample(names, 40)})
    lock = Lock()
    with worker_database(database_server, template) as url:
        with psycopg.connect(url) as db:
            db.execute("update sync_runs set state = 'cancelled', paused_at = null,"
                       " finished_at = now() where finished_at is null")  # fmt: skip
            site = add_site(db)
            for name in names:
                add_visitor(db, site, name)
            run = start(db, configure(db, site, "contacts"))
        with ThreadPoolExecutor(3) as pool:
            workers = [
                pool.submit(_one_worker, url, f"w{n}", hub, lock, seed + n) for n in range(3)
            ]
            lost = sum(each.result(120) for each in workers)
        with psycopg.connect(url) as db:
            row = run_of(db, run)
            held = dict(db.execute("select state, count(*) from sync_records where run_id = %s"
                                   " group by 1", [run["id"]]).fetchall())  # fmt: skip
    assert lost > 0
    assert row["state"] == "done"
    assert row["scanned"] == 400
    assert (row["failed"], row["created"] + row["updated"]) == (40, 360)
    assert held == {"failed": 40, "synced": 360}
    assert hub.held.keys() == people(*names) - {("contacts", each) for each in hub.refused}
    # Whatever was sent twice was in a lost batch, and was an update then.
    assert row["updated"] <= len(hub.sent) - 400
