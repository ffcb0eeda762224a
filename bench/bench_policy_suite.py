"""All pgTAP files by `bo test --sql` against `pg_prove -j1`, on the same files and server.

    .venv/bin/python bench/bench_policy_suite.py [--rounds N]

Both are timed as whole processes, start-up included, and both have a ready clone of the database;
they take turns, and the fastest of the rounds counts. Also printed is what `bo test` takes for one
small file, which is its start-up, and what the files take over one connection without any runner.
"""

import argparse
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from bars import bar, note
from psycopg import conninfo

from bo_cli.core.project import find_project
from bo_cli.core.settings import load_settings
from bo_cli.db.connect import connect
from bo_cli.db.tap import run_tap
from bo_cli.policies.databases import test_template, worker_database
from bo_cli.policies.selection import Selection
from bo_cli.stack.engines import engine_for

WANTED = 8.0
NEEDS = "libtap-parser-sourcehandler-pgtap-perl and postgresql-client (Debian)"
BO = [str(Path(sys.executable).with_name("bo")), "test"]


def main() -> None:
    """Print the times and their ratio; exit 1 when it is below what is wanted."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    if not (shutil.which("pg_prove") and shutil.which("psql")):
        sys.exit(f"pg_prove or psql is missing: install {NEEDS}")
    project = find_project(Path(__file__).parent)
    files = Selection(sql=True).sql_files(project)
    info = engine_for(load_settings(project), project).ensure_database()
    subprocess.run([*BO, "--sql"], check=True, capture_output=True)  # makes the clones
    prove, suite, one, alone = [], [], [], []
    with worker_database(info, test_template(info, project)) as url:
        for _ in range(rounds):
            prove.append(seconds(["pg_prove", "--quiet", "-j1", *map(str, files)], libpq(url)))
            suite.append(seconds([*BO, "--sql"], {}))
            one.append(seconds([*BO, str(min(files, key=lambda file: file.stat().st_size))], {}))
            alone.append(without_runner(url, files))
    note("pg_prove -j1", f"{min(prove):.2f} s")
    note("bo test --sql", f"{min(suite):.2f} s")
    note("bo test, one small file", f"{min(one):.2f} s")
    bare = min(prove) / min(alone)
    note(
        "the files without any runner, one connection",
        f"{min(alone):.2f} s; on {os.cpu_count()} cores no runner can exceed "
        f"{bare * (os.cpu_count() or 1):.1f} x, even one that starts in no time",
    )
    name = f"policy suite, {len(files)} files, {os.cpu_count()} cores"
    baseline = "`pg_prove -j1` on the same files, start-up of both included"
    sys.exit(not bar(name, min(prove) / min(suite), WANTED, baseline, at_least=True))


def seconds(command: list[str], environment: dict[str, str]) -> float:
    """Return what one run takes; a run that fails ends the benchmark."""
    started = time.perf_counter()
    done = subprocess.run(
        command, env=os.environ | environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{command[0]} failed:\n{done.stdout}{done.stderr}")
    return time.perf_counter() - started


def without_runner(url: str, files: list[Path]) -> float:
    """Return what the files take over one connection, the second time."""
    started = 0.0
    with connect(url, autocommit=True) as connection:
        for _ in range(2):
            started = time.perf_counter()
            for file in files:
                run_tap(connection, file.name, file.read_text())
    return time.perf_counter() - started


def libpq(url: str) -> dict[str, str]:
    """Return the environment by which psql finds a database."""
    names = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD"}
    parts = conninfo.conninfo_to_dict(url)
    return {
        variable: str(parts[name])
        for name, variable in (names | {"dbname": "PGDATABASE"}).items()
        if parts.get(name) is not None
    }


if __name__ == "__main__":
    main()
