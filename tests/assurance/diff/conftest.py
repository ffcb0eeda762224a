"""Twins: two databases with somebody else's schema, of which the second is then changed."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bo_cli.assurance.diff.compare import compare_databases
from bo_cli.assurance.diff.model import Comparison
from bo_cli.assurance.intent import load_intent
from bo_cli.core.connection import ConnectionInfo
from bo_cli.db.connect import connect
from bo_cli.migrations.build import platform_template
from bo_cli.policies.databases import maintenance, worker_database

HERE = Path(__file__).parent
INTENT = HERE / "intent.toml"
Twins = tuple[str, str]


@pytest.fixture(scope="session")
def platform(database_server: ConnectionInfo) -> str:
    with maintenance(database_server) as admin:
        return platform_template(admin)


def made(url: str) -> str:
    with connect(url, autocommit=True) as connection:
        connection.execute((HERE / "shop.sql").read_bytes())
    return url


@pytest.fixture(scope="session")
def before(database_server: ConnectionInfo, platform: str) -> Iterator[str]:
    """The address of the database as it was; nobody changes it."""
    with worker_database(database_server, platform) as url:
        yield made(url)


@pytest.fixture
def twins(database_server: ConnectionInfo, platform: str, before: str) -> Iterator[Twins]:
    with worker_database(database_server, platform) as url:
        yield before, made(url)


@pytest.fixture
def compared(twins: Twins) -> Callable[[str], Comparison]:
    """`compared(sql)` runs the SQL in the second database, and compares."""

    def compare(statements: str) -> Comparison:
        with connect(twins[1], autocommit=True) as connection:
            connection.execute(statements.encode())
        return compare_databases(twins, ("before", "after"), load_intent(INTENT))

    return compare
