"""Runs pgTAP files over a few persistent connections, each to a database of its own.

A process and a connection for each file is what makes a suite slow: the files themselves take
milliseconds. Threads suffice, because the work is done by the server.
"""

from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path
from queue import SimpleQueue
from threading import Thread

from bo_cli.core.connection import ConnectionInfo
from bo_cli.core.project import Project
from bo_cli.db.connect import Connection, connect
from bo_cli.db.tap import CommittedError, run_tap
from bo_cli.policies.kept import kept_database


class FilePool:
    """A context: files that were submitted run in the background, `lines` waits for one of them."""

    def __init__(self, project: Project, info: ConnectionInfo, template: str, workers: int) -> None:
        self._project, self._info, self._template = project, info, template
        self._outputs: dict[Path, Future[list[str]]] = {}
        self._waiting: SimpleQueue[Path | None] = SimpleQueue()
        self._threads = [Thread(target=self._work) for _ in range(workers)]

    def __enter__(self) -> "FilePool":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Leave out what has not begun, and wait until the workers' databases are dropped."""
        for output in self._outputs.values():
            output.cancel()
        self._waiting.put(None)
        for thread in self._threads:
            thread.join()

    def submit(self, path: Path) -> None:
        """Let a worker run this file as soon as one is free."""
        self._outputs[path] = Future()
        self._waiting.put(path)

    def lines(self, path: Path) -> list[str]:
        """Return the TAP lines of a file; it is submitted now when it was not before.

        Raises BoError that names file and line where it does not run to its end, or that says why
        the database cannot be reached.
        """
        if path not in self._outputs:
            self.submit(path)
        return self._outputs[path].result()

    def _work(self) -> None:
        try:
            with (
                kept_database(self._info, self._template) as url,
                connect(url, autocommit=True) as connection,
            ):
                self._run_files(connection)
        except Exception as error:
            # Without a database no file can pass: each reports the reason.
            for output, _path in self._taken():
                output.set_exception(error)

    def _run_files(self, connection: Connection) -> None:
        """Run files until there are no more. Raises the last CommittedError of them."""
        committed = None
        for output, path in self._taken():
            name = path.relative_to(self._project.root).as_posix()
            try:
                output.set_result(run_tap(connection, name, path.read_text()))
            except Exception as error:
                output.set_exception(error)
                committed = error if isinstance(error, CommittedError) else committed
        if committed:
            raise committed

    def _taken(self) -> Iterator[tuple[Future[list[str]], Path]]:
        """Take files from the queue until the pool closes: None is left there for all threads."""
        while path := self._waiting.get():
            output = self._outputs[path]
            if output.set_running_or_notify_cancel():
                yield output, path
        self._waiting.put(None)
