"""Whoever stops a run finds the database as it was."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from bo_cli.db.connect import Connection

from .conftest import HERE, everything

BO = [sys.executable, "-m", "bo_cli", "policy", "mutate", "--kind", "*", "--tests"]
SESSIONS = "select count(*) from pg_stat_activity where datname = current_database()"


def started(desk_url: str, tmp_path: Path) -> subprocess.Popen[str]:
    command = [*BO, str(HERE / "suite"), "--db-url", desk_url, "--judge", "suites"]
    return subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True)


def sessions(desk: Connection) -> int:
    row = desk.execute(SESSIONS).fetchone()
    assert row is not None
    return int(row[0])


def test_an_interrupted_run_leaves_nothing(desk_url: str, desk: Connection, tmp_path: Path) -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
        before = everything(desk)
        with started(desk_url, tmp_path) as process:
            assert process.stderr is not None
            while "judged by the suites" not in process.stderr.readline():
                assert process.poll() is None
            os.kill(process.pid, number)
            process.wait(20)
        until = time.monotonic() + 20
        while sessions(desk) > 1 and time.monotonic() < until:
            time.sleep(0.05)
        assert sessions(desk) == 1
        assert everything(desk) == before
