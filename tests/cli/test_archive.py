"""bo archive: months that are due are in files, whole, with their checksums, whoever is killed."""

import fcntl
import hashlib
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bo_cli.core.connection import ConnectionInfo
from bo_cli.core.project import Project
from bo_cli.db.connect import connect
from bo_cli.policies.databases import worker_database
from tests.rpc.platform.archives import fill, finish, upkeep

pytestmark = pytest.mark.row("C49")

MONTHS = ["2023-12", "2024-01"]
EVENTS = 20
SLOW = """
create function public.sleep_long() returns trigger language plpgsql as
$$ begin perform pg_sleep(60); return new; end $$;
create trigger sleep_long before {} on public.archive_parts
for each row execute function public.sleep_long()
"""
IDS = "select id::text from event_log where occurred_at < '2024-02-01' order by domain_id, id"
# The demo has one that another worker wrote.
PATHS = "select path from archive_parts where path ~ '^/' order by path"


@pytest.fixture
def due(database_server: ConnectionInfo, template: str) -> Iterator[str]:
    """A database with two months of events that have to be written; yields its address."""
    with worker_database(database_server, template) as url:
        with connect(url) as connection:
            fill(connection, MONTHS, EVENTS)
            upkeep(connection)
        yield url


@pytest.fixture
def start(due: str, project: Project, tmp_path: Path) -> Callable[..., subprocess.Popen[str]]:
    """`start('--json')` begins bo archive, as on a machine that is not the database's."""
    settings = {"BO_ENGINE": "url", "BO_DB_URL": due, "BO_ENVIRONMENT": "staging", "PATH": ""}

    def start(*arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "bo_cli", "archive", str(tmp_path / "kept"), *arguments],
            cwd=project.root,
            env=settings,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    return start


def rows(url: str, query: str) -> list[Any]:
    with connect(url, autocommit=True) as connection:
        return [row[0] for row in connection.execute(query.encode())]


def run(url: str, statements: str) -> None:
    with connect(url, autocommit=True) as connection:
        connection.execute(statements.encode())


def files(folder: Path) -> list[Path]:
    """The archives, by month and part."""
    found = sorted(folder.rglob("*.jsonl"), key=lambda f: (f.parent.name, len(f.name), f.name))
    for file in found:
        sums = file.with_name(f"{file.name}.sha256").read_text()
        assert sums == f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n"
        assert file.stat().st_mode & 0o222 == 0
    return found


def ids(found: list[Path]) -> list[str]:
    return [json.loads(line)["id"] for file in found for line in file.read_text().splitlines()]


def test_what_is_due_is_in_files(due: str, start: Any, tmp_path: Path) -> None:
    logged = rows(due, IDS)
    assert len(logged) == EVENTS * 2
    done = start("--page-size", "7", "--json")
    out, err = done.communicate(timeout=120)
    assert (done.returncode, err) == (0, "written: 6 files\n")
    found = files(tmp_path / "kept")
    assert sorted(ids(found)) == sorted(logged)
    told = json.loads(out)
    assert [each["path"] for each in told] == [str(file) for file in found]
    assert [each["rows"] for each in told] == [7, 7, 6, 7, 7, 6]
    assert rows(due, PATHS) == sorted(map(str, found))
    with connect(due, autocommit=True) as connection:
        assert finish(connection) == ["dropped", "dropped"]
    again = start()
    assert again.communicate(timeout=120) == ("", "nothing is due\n")
    assert again.returncode == 0


@pytest.mark.parametrize("moment", ["insert", "update"])
def test_whoever_is_killed_leaves_nothing_half_done(
    due: str, start: Any, tmp_path: Path, moment: str
) -> None:
    """Killed while it claims, and while it confirms what it has written."""
    logged = rows(due, IDS)
    run(due, SLOW.format(moment))
    killed = start("--page-size", "7")
    asleep = "select pid from pg_stat_activity where wait_event = 'PgSleep'"
    asleep += " and datname = current_database()"
    deadline = time.monotonic() + 60
    while not rows(due, asleep):
        assert time.monotonic() < deadline, "it never got there"
        time.sleep(0.05)
    killed.kill()
    killed.communicate()
    run(due, f"select pg_terminate_backend(pid) from ({asleep}) as s")
    while rows(due, asleep):
        time.sleep(0.05)
    run(due, "drop function public.sleep_long() cascade")
    assert rows(due, PATHS) == []
    assert len(files(tmp_path / "kept")) == (moment == "update")
    done = start("--page-size", "7")
    assert done.communicate(timeout=120)[1] == "written: 6 files\n"
    found = files(tmp_path / "kept")
    assert len(found) == 6
    assert sorted(ids(found)) == sorted(logged)
    assert rows(due, PATHS) == sorted(map(str, found))


def test_one_process_at_a_time_writes_to_a_folder(due: str, start: Any, tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    with (tmp_path / "kept/.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = start()
        message = f"error: another process writes to {tmp_path / 'kept'}\n"
        assert done.communicate(timeout=120) == ("", message)
        assert done.returncode == 1
    assert rows(due, PATHS) == []
    out, _ = start().communicate(timeout=120)
    assert [line.split()[0] for line in out.splitlines()] == ["20", "20"]


def test_a_page_size_is_of_a_size(start: Any) -> None:
    done = start("--page-size", "0")
    assert "--page-size" in done.communicate(timeout=120)[1]
    assert done.returncode == 2
