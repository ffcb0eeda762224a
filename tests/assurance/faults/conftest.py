"""The clean schema, made once for each worker."""

from collections.abc import Iterator

import planting
import pytest

from bo_cli.core.connection import ConnectionInfo


@pytest.fixture(scope="session")
def clean_database(database_server: ConnectionInfo) -> Iterator[str]:
    """The name of a database with the clean schema and no rows."""
    with planting.clean_database(database_server) as name:
        yield name
