"""What asking for permission costs, with 200 domains and 1,000 people.

    .venv/bin/python bench/bench_permissions.py [--calls N]

Each helper is called from one statement, over and over, as admin (all domains), as support (two)
and as a client user (one); printed are microseconds a call, and the ratio to an empty function of
the same kind. Wanted: domains_with at most 20 times the empty function, for admin too (on a quiet
machine 0.05 ms; planned anew at each call it was 40 to 70 times).
"""

import argparse
import sys
from pathlib import Path

import psycopg
from bars import bar

from bo_cli.core.project import find_project
from bo_cli.core.settings import load_settings
from bo_cli.policies.databases import test_template, worker_database
from bo_cli.stack.engines import engine_for

WANTED = 20.0
PEOPLE = ("admin@admin.com", "support@demo.example", "user@user.com")
EMPTY = "pg_temp.nothing('conversations.view')"
CALLS = (
    EMPTY,
    "private.current_person_id()",
    "private.domains_with('conversations.view')",
    "private.holds('conversations.view')",
    "private.strong_auth()",
    "private.begin_request()",
)


def main() -> None:
    """Print a line for each person and helper; exit 1 when domains_with is slower than wanted."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--calls", type=int, default=3000)
    calls = parser.parse_args().calls
    project = find_project(Path(__file__).parent)
    engine = engine_for(load_settings(project), project)
    engine.start()
    info = engine.connection()
    with (
        worker_database(info, test_template(info, project)) as url,
        psycopg.connect(url) as connection,
    ):
        connection.execute((Path(__file__).parent / "bench_permissions.sql").read_text())
        slowest = max(measure(connection, person, calls) for person in PEOPLE)
    baseline = "an empty function of the same kind, 200 domains and 1,000 people"
    sys.exit(not bar("domains_with(), the slowest person", slowest, WANTED, baseline))


def measure(connection: psycopg.Connection, person: str, calls: int) -> float:
    """Print what each call takes for this person; return the ratio of domains_with."""
    connection.execute("select tests.as(%s)", [person])
    times = {call: microseconds(connection, call, calls) for call in CALLS}
    connection.execute("select tests.back()")
    for call in CALLS[1:]:
        ratio = times[call] / times[EMPTY]
        print(f"{person:22} {call:44} {times[call]:6.1f} us  ratio {ratio:5.1f}")
    return times["private.domains_with('conversations.view')"] / times[EMPTY]


def microseconds(connection: psycopg.Connection, call: str, calls: int) -> float:
    """Return the median of five loops of `calls` calls, for one call."""
    cursor = connection.execute("select pg_temp.loop_of(%s, %s)", [f"select {call}", calls])
    row = cursor.fetchone()
    assert row is not None
    return float(row[0])


if __name__ == "__main__":
    main()
