"""Somebody else's project, in which nothing leaks, and what can be planted in it."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bo_cli.assurance.fuzz.everything import fuzz_sql
from bo_cli.assurance.fuzz.model import Report
from bo_cli.assurance.fuzz.scene import Options
from bo_cli.assurance.intent import Intent, load_intent
from bo_cli.core.connection import ConnectionInfo
from bo_cli.db.connect import connect, database_of, with_database
from bo_cli.migrations.build import platform_template
from bo_cli.policies.databases import maintenance, worker_database

HERE = Path(__file__).parent
sys.path.append(str(HERE))
SEED = 7


@pytest.fixture(scope="session")
def notes_intent() -> Intent:
    return load_intent(HERE / "intent.toml")


@pytest.fixture(scope="session")
def notes_template(database_server: ConnectionInfo) -> Iterator[str]:
    """The name of a database with the project; nobody is connected."""
    with maintenance(database_server) as admin:
        platform = platform_template(admin)
    with worker_database(database_server, platform) as url:
        with connect(url) as connection:
            connection.execute((HERE / "notes.sql").read_bytes())
        yield database_of(url)


@pytest.fixture
def notes_url(database_server: ConnectionInfo, notes_template: str) -> Iterator[str]:
    """A copy of it, of this test alone."""
    with worker_database(database_server, notes_template) as url:
        yield url


@pytest.fixture
def plant(database_server: ConnectionInfo, notes_url: str) -> Callable[[str], None]:
    """`plant(sql)` changes the test's copy; as superuser where the SQL says so."""

    def run(sql: str) -> None:
        url = notes_url
        if "-- as superuser" in sql:
            url = with_database(str(database_server.admin_url), database_of(notes_url))
        with connect(url) as connection:
            connection.execute(sql.encode())

    return run


@pytest.fixture
def fuzzed(notes_url: str, notes_intent: Intent) -> Callable[..., Report]:
    """`fuzzed(only=None, examples=40, identity=None)` runs through SQL and returns the report."""

    def run(
        only: str | None = None, examples: int = 40, identity: str | None = None, seed: int = SEED
    ) -> Report:
        report = Report(seed)
        options = Options(seed, examples, identity=identity, only=only)
        fuzz_sql(notes_url, notes_intent, None, options, report, is_throwaway=True)
        return report

    return run
