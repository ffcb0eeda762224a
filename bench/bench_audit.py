"""What auditing costs: the rate of 100-row updates with the audit log, against the same without.

    .venv/bin/python bench/bench_audit.py [--batches N]

Four tables, alike but for their triggers, are updated in turn, so that whatever else the machine
does slows all four: without audit; with the audit log and its chain, as delivered; with the log
alone; and with hashes that are written into the log's own rows at commit, the way we did not take.
"""

import argparse
import random
import statistics
import sys
import time
from pathlib import Path

import psycopg
from bars import bar

from bo_cli.core.project import find_project
from bo_cli.core.settings import load_settings
from bo_cli.policies.databases import test_template, worker_database
from bo_cli.stack.engines import engine_for

WANTED = 0.35
ROWS, BATCH = 20_000, 100
VARIANTS = ("without audit", "log and chain", "log alone", "hashes in the log")
SIGN_IN = "select tests.as('admin@admin.com', 'aal2')"
UPDATE = (
    "update public.{} set status = 'closed', score = score + 1"
    " where domain_id = '10000000-0000-4000-8000-000000000001' and id = any(%s)"
)


def main() -> None:
    """Print each variant and its ratio; exit 1 when the delivered one is below what is wanted."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--batches", type=int, default=150)
    batches = parser.parse_args().batches
    project = find_project(Path(__file__).parent)
    engine = engine_for(load_settings(project), project)
    engine.start()
    info = engine.connection()
    with (
        worker_database(info, test_template(info, project)) as url,
        psycopg.connect(url) as connection,
    ):
        connection.execute((Path(__file__).parent / "bench_audit.sql").read_text())
        connection.commit()
        times = measure(connection, batches)
    base = statistics.median(times[VARIANTS[0]])
    for name in VARIANTS:
        median = statistics.median(times[name])
        rate = BATCH / median
        print(f"{name:18} {median * 1000:6.2f} ms  {rate:8.0f} rows/s  ratio {base / median:.2f}")
    ratio = base / statistics.median(times["log and chain"])
    baseline = "the rate of the same 100-row updates without audit"
    sys.exit(not bar("rate with the audit log", ratio, WANTED, baseline, at_least=True))


def measure(connection: psycopg.Connection, batches: int) -> dict[str, list[float]]:
    """Return the seconds of each transaction of BATCH rows, by variant."""
    ids = {
        name: [row[0] for row in connection.execute(f"select id from public.{table(name)}")]
        for name in VARIANTS
    }
    times: dict[str, list[float]] = {name: [] for name in VARIANTS}
    for number in range(batches + 10):
        for name in random.sample(VARIANTS, len(VARIANTS)):
            start = number * BATCH % ROWS
            connection.execute(SIGN_IN)
            started = time.perf_counter()
            connection.execute(UPDATE.format(table(name)), [ids[name][start : start + BATCH]])
            connection.commit()
            if number >= 10:  # the first ones fill caches
                times[name].append(time.perf_counter() - started)
    return times


def table(name: str) -> str:
    return "bench_" + name.replace(" ", "_")


if __name__ == "__main__":
    main()
