"""Databases to fill: ours, and a foreign one full of awkward things."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bo_cli.assurance.intent import Intent, load_intent
from bo_cli.assurance.world.world import World, open_world
from bo_cli.core.connection import ConnectionInfo
from bo_cli.core.project import Project
from bo_cli.db.connect import Connection, connect, database_of, with_database
from bo_cli.migrations.build import platform_template
from bo_cli.policies.databases import maintenance, worker_database

HERE = Path(__file__).parent
AWKWARD = HERE / "awkward"
sys.path.append(str(HERE))


@pytest.fixture(scope="session")
def our_intent(project: Project) -> Intent:
    return load_intent(project.root / "policies" / "intent.toml")


@pytest.fixture(scope="session")
def awkward_intent() -> Intent:
    return load_intent(AWKWARD / "intent.toml")


@pytest.fixture(scope="session")
def awkward_template(database_server: ConnectionInfo) -> Iterator[str]:
    """The name of a database with the awkward schema; nobody is connected."""
    with maintenance(database_server) as admin:
        platform = platform_template(admin)
    with worker_database(database_server, platform) as url:
        with connect(url) as connection:
            for path in sorted((AWKWARD / "schema").glob("*.sql")):
                connection.execute(path.read_bytes())
        superuser = with_database(str(database_server.admin_url), database_of(url))
        with connect(superuser) as connection:
            connection.execute((AWKWARD / "superuser.sql").read_bytes())
        yield database_of(url)


@pytest.fixture(scope="session")
def awkward_url(database_server: ConnectionInfo, awkward_template: str) -> Iterator[str]:
    """A database with the awkward schema, of this worker alone."""
    with worker_database(database_server, awkward_template) as url:
        yield url


@pytest.fixture
def awkward(awkward_url: str) -> Iterator[Connection]:
    with connect(awkward_url) as connection:
        yield connection


@pytest.fixture(scope="module")
def awkward_world(
    database_server: ConnectionInfo, awkward_template: str, awkward_intent: Intent
) -> Iterator[World]:
    """An open world, on a database of its own: a second one there would wait for it."""
    with (
        worker_database(database_server, awkward_template) as url,
        connect(url) as connection,
        open_world(connection, awkward_intent) as world,
    ):
        yield world


@pytest.fixture(scope="module")
def our_world(database_url: str, our_intent: Intent) -> Iterator[World]:
    with connect(database_url) as connection, open_world(connection, our_intent) as world:
        yield world
