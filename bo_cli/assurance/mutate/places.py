"""Where mutants are judged: clones of the project's database, or any database by its address."""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Protocol

from bo_cli.assurance.mutate.python_tests import PythonTests
from bo_cli.core.connection import ConnectionInfo
from bo_cli.core.errors import UsageError
from bo_cli.core.project import Project
from bo_cli.db.connect import Connection, connect, database_of
from bo_cli.db.tracking import count_calls, track_functions
from bo_cli.policies.databases import worker_database


class Place(Protocol):
    """Gives out databases with the schema that is to be broken.

    most_workers: how many may judge at the same time. may_commit: whether these are databases of
    the run's own. stop: set when the run is to end early.
    """

    most_workers: int
    may_commit: bool
    stop: Event

    def connection(self) -> AbstractContextManager[Connection]:
        """Yield a connection in autocommit mode, for what rolls itself back."""

    def counted(self, watched: str = "") -> AbstractContextManager[Connection]:
        """Yield such a connection that counts calls of functions, where that is allowed.

        watched: SQL that makes bodies tell; only where something may be committed.
        """

    def matrix_url(self) -> AbstractContextManager[str]:
        """Yield the address of a database in which the matrix may keep a transaction open."""

    def python_tests(
        self, paths: list[Path], watched: str = ""
    ) -> AbstractContextManager[PythonTests]:
        """Yield a process that judges with these Python tests; watched: as for `counted`."""


@dataclass
class ProjectPlace:
    """Clones of a project's database.

    template: the one of the tests. finished: the same without their helpers.
    """

    project: Project
    info: ConnectionInfo
    template: str
    finished: str
    most_workers: int = os.cpu_count() or 1
    may_commit: bool = True
    stop: Event = field(default_factory=Event)

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        with worker_database(self.info, self.template) as url, connect(url, autocommit=True) as own:
            yield own

    @contextmanager
    def counted(self, watched: str = "") -> Iterator[Connection]:
        with worker_database(self.info, self.template) as url:
            _commit(url, watched)
            if self.info.admin_url:
                track_functions(self.info.admin_url, url)
            with connect(url, autocommit=True) as connection:
                yield connection

    @contextmanager
    def matrix_url(self) -> Iterator[str]:
        with worker_database(self.info, self.finished) as url:
            if self.info.admin_url:
                track_functions(self.info.admin_url, url)
            yield url

    @contextmanager
    def python_tests(self, paths: list[Path], watched: str = "") -> Iterator[PythonTests]:
        with worker_database(self.info, self.template) as url:
            _commit(url, watched)
            root, admin_url = self.project.root, self.info.admin_url
            with PythonTests(root, paths, url, admin_url, self.stop) as tests:
                yield tests


@contextmanager
def project_place(
    project: Project, info: ConnectionInfo, template: str, finished: str
) -> Iterator[ProjectPlace]:
    """Yield a place with copies of its own: a reset meanwhile may drop the templates."""
    with ExitStack() as stack:
        copies = {
            name: database_of(stack.enter_context(worker_database(info, name)))
            for name in (template, finished)
        }
        yield ProjectPlace(project, info, copies[template], copies[finished])


@dataclass
class AddressPlace:
    """One database that is not ours: one worker at a time, and nothing is ever committed."""

    url: str
    most_workers: int = 1
    may_commit: bool = False
    stop: Event = field(default_factory=Event)

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        with connect(self.url, autocommit=True) as connection:
            yield connection

    @contextmanager
    def counted(self, watched: str = "") -> Iterator[Connection]:
        assert not watched  # noqa: S101 (nothing may be committed here)
        with connect(self.url, autocommit=True) as connection:
            count_calls(connection)
            yield connection

    @contextmanager
    def matrix_url(self) -> Iterator[str]:
        yield self.url

    def python_tests(
        self, paths: list[Path], watched: str = ""
    ) -> AbstractContextManager[PythonTests]:
        """Raise UsageError: Python tests commit the mutant, which must not happen here."""
        assert not watched  # noqa: S101
        raise UsageError(
            f"Python tests cannot judge a database given by address: {paths[0]}",
            hint="give folders with pgTAP files, or leave --db-url out",
        )


def _commit(url: str, sql: str) -> None:
    if sql:
        with connect(url, autocommit=True) as connection:
            connection.execute(sql.encode())
