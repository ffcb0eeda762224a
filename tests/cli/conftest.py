"""A stack of its own for the tests that migrate, reset and kill, and small projects for them."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from bo_cli.core.connection import ConnectionInfo
from bo_cli.core.project import Project
from bo_cli.core.settings import load_settings
from bo_cli.db import admin as databases
from bo_cli.db.connect import Connection, connect, with_database
from bo_cli.migrations import templates
from bo_cli.stack.engines import Engine, engine_for

Done = subprocess.CompletedProcess[str]
Process = subprocess.Popen[str]


@dataclass(frozen=True)
class Workshop:
    """A small project; each method writes a file and returns the workshop."""

    root: Path

    @property
    def project(self) -> Project:
        return Project(self.root)

    def write(self, name: str, text: str) -> "Workshop":
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return self

    def migration(self, number: int, name: str, text: str) -> "Workshop":
        return self.write(f"supabase/migrations/202601010000{number:02}_{name}.sql", text)

    def deployment(self, number: int) -> "Workshop":
        """A migration with which the database can say which environment it is."""
        text = "create schema private; create table private.deployment (environment text);"
        return self.migration(number, "create_deployment", text)

    def source(self, text: str) -> "Workshop":
        return self.write("sql/shop/all.sql", text)

    def reference(self, text: str) -> "Workshop":
        return self.write("seeds/reference/rows.sql", text)

    def demo(self, text: str) -> "Workshop":
        return self.write("seeds/demo/rows.sql", text)


@dataclass(frozen=True)
class Server:
    """The test stack, seen by one test; `name` is the test's own app database."""

    info: ConnectionInfo
    name: str

    def connect(self, database: str | None = None) -> Connection:
        return connect(self.info.db_url, database=database, autocommit=True)

    def admin(self) -> Connection:
        return connect(str(self.info.admin_url), autocommit=True)

    def run(self, statements: str, database: str | None = None) -> None:
        with self.connect(database) as connection:
            connection.execute(statements.encode())

    def rows(self, query: str, database: str | None = None) -> list[tuple[Any, ...]]:
        with self.connect(database) as connection:
            return connection.execute(query.encode()).fetchall()

    def value(self, query: str, database: str | None = None) -> Any:
        return self.rows(query, database)[0][0]

    def databases(self, prefix: str = "") -> dict[str, int]:
        """Names and ids of the databases that start with `prefix`."""
        with self.admin() as admin:
            query = "select datname, oid::int from pg_database where starts_with(datname, %s)"
            return dict(admin.execute(query, [prefix]).fetchall())

    def templates(self) -> dict[str, str]:
        """The templates of this app database, by name, with what they hold."""
        with self.admin() as admin:
            found = databases.descriptions(admin, templates.PREFIX)
        mark = f"{self.name} from migrations: "
        return {k: v.removeprefix(mark) for k, v in found.items() if v.startswith(mark)}

    def make_app(self, name: str) -> None:
        """Make a database as the platform makes it."""
        with self.admin() as admin:
            platform = databases.names_like(admin, "bo_platform_")[-1]
            databases.clone(admin, platform, name)


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    root = tmp_path / "project"
    return Workshop(root).write("pyproject.toml", "").write("supabase/.keep", "")


@pytest.fixture(scope="session")
def state_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("stack") / "bo"


@pytest.fixture(scope="session")
def engine(state_dir: Path, project: Project) -> Iterator[Engine]:
    """The engine of a stack that no developer works with; only its database runs."""
    engine = engine_for(load_settings(project, state_dir=state_dir), project)
    engine.ensure_database()
    yield engine
    engine.stop()


@pytest.fixture
def server(engine: Engine) -> Iterator[Server]:
    """The test stack, with an app database of this test's own that does not exist yet."""
    info = engine.connection()
    name = f"app_{uuid4().hex[:8]}"
    server = Server(replace(info, db_url=with_database(info.db_url, name)), name)
    yield server
    with server.admin() as admin:
        databases.drop(admin, name)
        for template in server.templates():
            databases.drop(admin, template)


@pytest.fixture
def bare(server: Server) -> Server:
    """The same, with the app database as the platform makes it."""
    server.make_app(server.name)
    return server


@pytest.fixture
def bo(engine: Engine, state_dir: Path, workshop: Workshop) -> Callable[..., Done]:
    """`bo('db', 'reset', BO_X='y')` runs the command in the workshop, on the test stack."""

    def run(*arguments: str, **environment: str) -> Done:
        return subprocess.run(
            [sys.executable, "-m", "bo_cli", *arguments],
            cwd=workshop.root,
            env=_environment(state_dir) | environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run


@pytest.fixture
def start_bo(engine: Engine, state_dir: Path, workshop: Workshop) -> Callable[..., Process]:
    """Like `bo`, but returns the running process, with its output in one pipe."""

    def start(*arguments: str, **environment: str) -> Process:
        return subprocess.Popen(
            [sys.executable, "-m", "bo_cli", *arguments],
            cwd=workshop.root,
            env=_environment(state_dir) | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    return start


def _environment(state_dir: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BO_")}
    return kept | {"BO_STATE_DIR": str(state_dir), "COLUMNS": "200"}
