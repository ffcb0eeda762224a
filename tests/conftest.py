"""What tests share: the running stack, and a database of its own for each worker."""

import json
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql
from psycopg.rows import dict_row, scalar_row
from pytest_pgtap.pgtap import Runner
from pytest_pgtap.plugin import PgTapItem

from bo_cli.core.connection import ConnectionInfo
from bo_cli.core.errors import BoError
from bo_cli.core.project import Project, find_project
from bo_cli.core.settings import load_settings
from bo_cli.db.functions import RpcFunction, read_functions
from bo_cli.migrations.templates import Origin
from bo_cli.policies.databases import test_template as ensure_template
from bo_cli.policies.databases import worker_database
from bo_cli.policies.early import EarlyFiles
from bo_cli.policies.pool import FilePool
from bo_cli.policies.rows import rows_of
from bo_cli.stack.engines import engine_for

Connection = psycopg.Connection[Any]

# The helpers run as part of the template; they only look like tests to a runner of SQL files.
collect_ignore = ["helpers"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--source",
        action="store_true",
        help="test the database that sql/, policies/ and rpc/ make, not the migrations' one",
    )
    parser.addoption(
        "--connections",
        type=int,
        default=os.cpu_count() or 1,
        help="how many pgTAP files run at the same time where pytest-xdist is not used",
    )
    parser.addoption(
        "--template",
        help="the database that tests clone, instead of the one of this state of the project",
    )


def pytest_configure(config: pytest.Config) -> None:
    # Whatever a shell runs in the background ignores Ctrl-C, and so would all that tests interrupt.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    # supabase-py itself calls its parts in the way that it announces to end.
    config.addinivalue_line(
        "filterwarnings", "ignore:The '.*' parameter is deprecated:DeprecationWarning"
    )
    # pytest-pgtap reports its subtests through a constructor that pytest calls private.
    config.addinivalue_line(
        "filterwarnings", "ignore:A private pytest:pytest.PytestDeprecationWarning"
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        item.user_properties += [("row", row) for row in rows_of(item)]
    # What takes minutes begins first, so that not one worker is left alone with it at the end.
    long = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in long)


@contextmanager
def said_plainly() -> Iterator[None]:
    """Fail with the message of a BoError: its traceback is of no use. Nothing is ever skipped."""
    try:
        yield
    except BoError as error:
        reason = "\n".join(filter(None, [error.message, error.hint]))
        raise pytest.fail.Exception(reason, pytrace=False) from None


@pytest.fixture(scope="session")
def project() -> Project:
    return find_project(Path(__file__).parent)


@pytest.fixture(scope="session")
def stack(project: Project) -> ConnectionInfo:
    """The running stack; started when it is down. Its own database is for tests of the API."""
    with said_plainly():
        engine = engine_for(load_settings(project), project)
        engine.start()
        return engine.connection()


@pytest.fixture(scope="session")
def database_server(project: Project) -> ConnectionInfo:
    """The database server alone, started when it is down: most tests need no API."""
    with said_plainly():
        return engine_for(load_settings(project), project).ensure_database()


@pytest.fixture(scope="session")
def template(
    database_server: ConnectionInfo, project: Project, request: pytest.FixtureRequest
) -> str:
    if given := request.config.getoption("template"):
        return str(given)
    origin: Origin | None = "source" if request.config.getoption("source") else None
    with said_plainly():
        return ensure_template(database_server, project, origin)


@pytest.fixture(scope="session")
def database_url(database_server: ConnectionInfo, template: str) -> Iterator[str]:
    """A finished database of this worker alone, role postgres; tests of the API commit in it."""
    with worker_database(database_server, template) as url:
        yield url


@pytest.fixture
def own_url(database_server: ConnectionInfo, template: str) -> Iterator[str]:
    """A finished database of one test alone, for those that commit: whatever they leave is gone."""
    with worker_database(database_server, template) as url:
        yield url


@pytest.fixture(scope="session")
def worker_connection(database_url: str) -> Iterator[Connection]:
    with psycopg.connect(database_url) as connection:
        yield connection


@pytest.fixture
def db(worker_connection: Connection) -> Iterator[Connection]:
    """A connection as postgres, in a transaction that is rolled back."""
    yield worker_connection
    worker_connection.rollback()


@pytest.fixture(scope="session")
def as_person() -> Callable[..., AbstractContextManager[None]]:
    """`with as_person(db, email, aal='aal1', **claims):` acts as that person, like one request.

    What an exception leaves is rolled back, as the API does; it passes on.
    """

    @contextmanager
    def act(db: Connection, email: str, aal: str = "aal1", **claims: Any) -> Iterator[None]:
        with db.transaction():
            db.execute("select tests.as(%s, %s, %s)", [email, aal, json.dumps(claims)])
            yield
            db.execute("select tests.back()")

    return act


@pytest.fixture(scope="session")
def rpc() -> Callable[..., Any]:
    """`rpc(db, name, **args)` calls public.name in a savepoint, so that a refusal can be caught.

    Returns one value, one row (dict), or a list of these where the function returns a set. Values
    are sent as JSON where the argument is json or jsonb.
    """

    def call(db: Connection, name: str, **args: Any) -> Any:
        [function] = read_functions(db, name)
        types = {argument.name: argument.type for argument in function.arguments}
        values = [_adapted(value, types[key]) for key, value in args.items()]
        with db.transaction():
            cursor = db.cursor(row_factory=dict_row if function.returns_rows else scalar_row)
            found = cursor.execute(_call(function, types, list(args)), values).fetchall()
        return found if function.returns_set else next(iter(found), None)

    return call


def _adapted(value: Any, type_name: str) -> Any:
    return json.dumps(value) if type_name in ("json", "jsonb") and value is not None else value


def _call(function: RpcFunction, types: dict[str, str], names: list[str]) -> sql.Composed:
    arguments = [
        sql.SQL("{} => %s::{}").format(sql.Identifier(name), sql.SQL(types[name])) for name in names
    ]
    return sql.SQL("select * from public.{}({})").format(
        sql.Identifier(function.name), sql.SQL(", ").join(arguments)
    )


@pytest.fixture(scope="session")
def pgtap_connection(worker_connection: Connection) -> Connection:
    return worker_connection


class WorkerRunner(Runner):
    """Hands pytest-pgtap the lines of a file that runs on a worker's database."""

    def __init__(self, pool: FilePool, paths: dict[str, Path]) -> None:
        self.pool, self.paths = pool, paths

    def run(self, query: Any) -> list[str]:
        with said_plainly():
            return self.pool.lines(self.paths[query])


@pytest.fixture(scope="session")
def _pgtap_runner(request: pytest.FixtureRequest, project: Project) -> Iterator[WorkerRunner]:
    """Runs the files side by side; under pytest-xdist a process has those that it is given."""
    paths = [item.path for item in request.session.items if isinstance(item, PgTapItem)]
    by_text = {path.read_text(): path for path in paths}
    for plugin in request.config.pluginmanager.get_plugins():
        if isinstance(plugin, EarlyFiles):
            with said_plainly():
                pool = plugin.pool()
            yield WorkerRunner(pool, by_text)
            return
    server = request.getfixturevalue("database_server")
    template = request.getfixturevalue("template")
    alone = not hasattr(request.config, "workerinput")
    workers = min(request.config.getoption("connections"), len(paths)) if alone else 1
    with FilePool(project, server, template, workers) as pool:
        if alone:
            for path in paths:
                pool.submit(path)
        yield WorkerRunner(pool, by_text)
