"""The board: a small database of somebody else's, with an open world that tests break."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bo_cli.assurance.intent import load_intent
from bo_cli.assurance.matrix import Matrix
from bo_cli.assurance.world.world import open_world
from bo_cli.core.connection import ConnectionInfo
from bo_cli.db.connect import connect, database_of
from bo_cli.migrations.build import platform_template
from bo_cli.policies.databases import maintenance, worker_database

BOARD = Path(__file__).parent / "board"
Wrong = Callable[[str], set[str]]


@pytest.fixture(scope="session")
def board_template(database_server: ConnectionInfo) -> Iterator[str]:
    """The name of a database with the board; nobody is connected."""
    with maintenance(database_server) as admin:
        platform = platform_template(admin)
    with worker_database(database_server, platform) as url:
        with connect(url) as connection:
            for name in ("schema.sql", "access.sql"):
                connection.execute((BOARD / name).read_bytes())
        yield database_of(url)


@pytest.fixture(scope="session")
def board_url(database_server: ConnectionInfo, board_template: str) -> Iterator[str]:
    """The address of a board that nobody else looks at; nobody changes it for good."""
    with worker_database(database_server, board_template) as url:
        yield url


# Of a module: an open transaction holds up whatever waits for the oldest one of the server.
@pytest.fixture(scope="module")
def board(database_server: ConnectionInfo, board_template: str) -> Iterator[Matrix]:
    """A matrix over an open world; whoever changes the schema takes it back."""
    intent = load_intent(BOARD / "intent.toml")
    with (
        worker_database(database_server, board_template) as url,
        connect(url) as connection,
        open_world(connection, intent) as world,
    ):
        yield Matrix(world)


@pytest.fixture
def wrong(board: Matrix) -> Wrong:
    """`wrong(sql)` breaks the schema and returns the wrong cells: `fault key`."""

    def found(statements: str) -> set[str]:
        with board.world.connection.transaction(force_rollback=True):
            board.world.connection.execute(statements.encode())
            return {f"{each.fault} {each.cell.key}" for each in board.judge()}

    return found
