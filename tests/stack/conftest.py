"""Checkouts that tests may break: a project folder with a stack of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pytest

TIMEOUT_S = 120


@dataclass(frozen=True)
class Checkout:
    """A folder in which `bo` runs as it does in a project. environment: added to ours."""

    root: Path
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def state(self) -> Path:
        return self.root / ".bo"

    def bo(self, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a command to its end; one that hangs fails the test."""
        return subprocess.run(
            self.command(*words),
            cwd=self.root,
            env=self.variables(**environment),
            capture_output=True,
            text=True,
            timeout=TIMEOUT_S,
            check=False,
        )

    def start_bo(self, *words: str) -> subprocess.Popen[str]:
        """Start a command and do not wait for it."""
        return subprocess.Popen(
            self.command(*words),
            cwd=self.root,
            env=self.variables(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "bo_cli", *words]

    def variables(self, **more: str) -> dict[str, str]:
        # The stack of the session that runs the tests must not leak into this one.
        kept = {name: value for name, value in os.environ.items() if not name.startswith("BO_")}
        cache = os.environ.get("BO_CACHE_DIR")
        shared = {"BO_CACHE_DIR": cache} if cache else {}
        return kept | shared | self.environment | more

    def start(self) -> None:
        done = self.bo("start")
        assert done.returncode == 0, done.stderr

    def status(self) -> dict[str, Any]:
        done = self.bo("status", "--json")
        assert done.returncode == 0, done.stderr
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    def remembered(self, name: str) -> dict[str, Any]:
        """Return what the state folder keeps under a name: secrets, ports, api."""
        found: dict[str, Any] = json.loads((self.state / f"{name}.json").read_text())
        return found

    def postmaster(self) -> int:
        """Return the pid of the database server."""
        return int((self.state / "postgres" / "postmaster.pid").read_text().splitlines()[0])

    def database(self) -> "psycopg.Connection[Any]":
        return psycopg.connect(self.status()["db_url"], autocommit=True, connect_timeout=10)

    def superuser(self, database: str) -> "psycopg.Connection[Any]":
        password = self.remembered("secrets")["admin_password"]
        port = self.remembered("ports")["db"]
        return psycopg.connect(
            host="127.0.0.1",
            port=port,
            user="supabase_admin",
            password=password,
            dbname=database,
            autocommit=True,
            connect_timeout=10,
        )


def make_checkout(root: Path) -> Checkout:
    (root / "supabase").mkdir(parents=True)
    (root / "pyproject.toml").touch()
    return Checkout(root)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Checkout]:
    """A checkout whose stack was started once; tests stop, kill and start it again."""
    made = make_checkout(tmp_path_factory.mktemp("checkout") / "project")
    made.start()
    yield made
    made.bo("stop")


@pytest.fixture
def running(checkout: Checkout) -> Checkout:
    """The same checkout, surely running."""
    checkout.start()
    return checkout


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Checkout]:
    """A checkout in which nothing was started yet."""
    made = make_checkout(tmp_path / "fresh")
    yield made
    made.bo("stop")
