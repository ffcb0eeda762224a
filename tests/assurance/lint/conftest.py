"""The clean schema of the planted faults, as what the checks are tried on."""

from collections.abc import Iterator

import planting
import psycopg
import pytest

from bo_cli.core.connection import ConnectionInfo
from bo_cli.db.connect import Connection, connect, with_database


@pytest.fixture(scope="session")
def lint_database(database_server: ConnectionInfo) -> Iterator[str]:
    """The name of a database with the clean schema, in which nobody commits."""
    with planting.clean_database(database_server) as name:
        yield name


@pytest.fixture(scope="session")
def lint_connection(database_server: ConnectionInfo, lint_database: str) -> Iterator[Connection]:
    """A superuser's connection that acts as the owner of the tables."""
    with connect(with_database(str(database_server.admin_url), lint_database)) as connection:
        yield connection


@pytest.fixture
def clean(lint_connection: psycopg.Connection) -> Iterator[Connection]:
    """The connection in a transaction that is rolled back, role postgres."""
    lint_connection.execute("set local role postgres")
    yield lint_connection
    lint_connection.rollback()
