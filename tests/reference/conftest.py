"""The facts of what the source makes, for the documents."""

import pytest

from bo_cli.core.connection import ConnectionInfo
from bo_cli.core.project import Project
from bo_cli.db.connect import connect
from bo_cli.policies.databases import test_template as ensure_template
from bo_cli.policies.databases import worker_database
from bo_cli.reference.facts import Facts, read_facts


@pytest.fixture(scope="session")
def facts(database_server: ConnectionInfo, project: Project) -> Facts:
    template = ensure_template(database_server, project, "source")
    with worker_database(database_server, template) as url, connect(url) as connection:
        return read_facts(connection, project)
