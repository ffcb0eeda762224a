"""A pid in a file proves nothing: the process may be somebody else's by now."""

import json
import subprocess
from collections.abc import Iterator

import pytest

from .conftest import Checkout


@pytest.fixture
def stranger() -> Iterator[subprocess.Popen[bytes]]:
    """A process that is not ours to touch."""
    process = subprocess.Popen(["sleep", "600"])
    yield process
    process.kill()
    process.wait()


def test_a_stale_database_pid_does_not_keep_it_from_starting(
    running: Checkout, stranger: subprocess.Popen[bytes]
) -> None:
    pid_file = running.state / "postgres" / "postmaster.pid"
    lines = pid_file.read_text().splitlines()
    running.bo("stop")
    pid_file.write_text("\n".join([str(stranger.pid), *lines[1:]]))
    assert running.status()["parts"]["database"] == "stopped"
    running.start()
    assert running.status()["parts"]["database"] == "running"
    assert stranger.poll() is None


def test_a_stale_api_pid_is_neither_trusted_nor_killed(
    running: Checkout, stranger: subprocess.Popen[bytes]
) -> None:
    record = running.remembered("api")
    running.bo("stop")
    (running.state / "api.json").write_text(json.dumps(record | {"pid": stranger.pid}))
    assert running.status()["parts"]["api"] == "stopped"
    running.start()
    assert running.status()["parts"]["api"] == "running"
    running.bo("stop")
    assert stranger.poll() is None
