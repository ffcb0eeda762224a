"""The clean schema, made once for each worker."""

from collections.abc import Iterator

import planting
import pytest

from bo_cli.core.connection import ConnectionInfo
from bo_cli.db.connect import Connection, connect
from bo_cli.policies.databases import worker_database


@pytest.fixture(scope="session")
def clean_database(database_server: ConnectionInfo) -> Iterator[str]:
    """The name of a database with the clean schema and no rows; nobody may connect to it."""
    with planting.clean_database(database_server) as name:
        yield name


@pytest.fixture(scope="session")
def clean(database_server: ConnectionInfo, clean_database: str) -> Iterator[Connection]:
    """A connection to a clone of it; whoever uses it rolls back."""
    with (
        worker_database(database_server, clean_database) as url,
        connect(url, autocommit=True) as connection,
    ):
        yield connection
