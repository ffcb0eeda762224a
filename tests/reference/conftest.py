"""The facts of the migrations' database, for the documents."""

import pytest

from bo_cli.core.project import Project
from bo_cli.db.connect import connect
from bo_cli.reference.facts import Facts, read_facts


@pytest.fixture(scope="session")
def facts(database_url: str, project: Project) -> Facts:
    with connect(database_url) as connection:
        return read_facts(connection, project)
