"""Where mutants are judged: clones of the project's database, or any database by its address."""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Protocol

from bo_cli.assurance.mutate.python_tests import PythonTests
from bo_cli.core.connection import ConnectionInfo
from bo_cli.core.errors import UsageError
from bo_cli.core.project import Project
from bo_cli.db.connect import Connection, connect
from bo_cli.db.tracking import count_calls, track_functions
from bo_cli.policies.databases import worker_database
from bo_cli.policies.kept import kept_database


class Place(Protocol):
    """Gives out databases with the schema that is to be broken.

    most_workers: how many may judge at the same time. stop: set when the run is to end early.
    """

    most_workers: int
    stop: Event

    def connection(self) -> AbstractContextManager[Connection]:
        """Yield a connection in autocommit mode, for what rolls itself back."""

    def counted(self) -> AbstractContextManager[Connection]:
        """Yield such a connection that counts calls of functions, where that is allowed."""

    def matrix_url(self) -> AbstractContextManager[str]:
        """Yield the address of a database in which the matrix may keep a transaction open."""

    def python_tests(self, paths: list[Path]) -> AbstractContextManager[PythonTests]:
        """Yield a process that judges with these Python tests."""


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
    stop: Event = field(default_factory=Event)

    def connection(self) -> AbstractContextManager[Connection]:
        return self._kept()

    @contextmanager
    def counted(self) -> Iterator[Connection]:
        with worker_database(self.info, self.template) as url:
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
    def python_tests(self, paths: list[Path]) -> Iterator[PythonTests]:
        with (
            worker_database(self.info, self.template) as url,
            PythonTests(self.project.root, paths, url, self.info.admin_url, self.stop) as tests,
        ):
            yield tests

    @contextmanager
    def _kept(self) -> Iterator[Connection]:
        with (
            kept_database(self.info, self.template) as url,
            connect(url, autocommit=True) as connection,
        ):
            yield connection


@dataclass
class AddressPlace:
    """One database that is not ours: one worker at a time, and nothing is ever committed."""

    url: str
    most_workers: int = 1
    stop: Event = field(default_factory=Event)

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        with connect(self.url, autocommit=True) as connection:
            yield connection

    @contextmanager
    def counted(self) -> Iterator[Connection]:
        with connect(self.url, autocommit=True) as connection:
            count_calls(connection)
            yield connection

    @contextmanager
    def matrix_url(self) -> Iterator[str]:
        yield self.url

    def python_tests(self, paths: list[Path]) -> AbstractContextManager[PythonTests]:
        """Raise UsageError: Python tests commit the mutant, which must not happen here."""
        raise UsageError(
            f"Python tests cannot judge a database given by address: {paths[0]}",
            hint="give folders with pgTAP files, or leave --db-url out",
        )
