"""The other end of `python_session`: sends mutants to a pytest process, and outlives its hangs."""

import json
import os
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Any

from bo_cli.assurance.mutate.model import Mutant
from bo_cli.core.errors import BoError
from bo_cli.db import admin as databases
from bo_cli.db.connect import DatabaseError, connect, database_of

MODULE = "bo_cli.assurance.mutate.python_session"
# A test hangs that takes longer than it did without a mutant, so many times, and so long at least.
TIMES, LEAST_S = 20, 20.0
LONGEST_S = 60.0
COLLECT_S = 120
SLICE_S = 0.5


@dataclass(frozen=True)
class Answer:
    """by: the test that failed, '' where none did. why: what it said."""

    by: str
    why: str


class PythonTests:
    """A context: a pytest process that has collected `paths` and judges mutants with them.

    root: of the project. template_url: the database that the tests clone, which belongs to this
    process alone. admin_url: a superuser's; only tracing and tidying up after a hang need it. stop:
    when it is set, whoever waits for an answer gets InterruptedError.
    """

    def __init__(
        self,
        root: Path,
        paths: Sequence[Path],
        template_url: str,
        admin_url: str | None,
        stop: Event,
    ) -> None:
        self._root, self._paths, self._stop = root, paths, stop
        self.template_url, self._admin_url = template_url, admin_url
        self._fork, self.database = 0, ""
        self.tests: list[dict[str, Any]] = []

    def __enter__(self) -> "PythonTests":
        commands, self._commands = os.pipe()
        self._answers, answers = os.pipe()
        self._unread = b""
        self._log = tempfile.TemporaryFile()
        self._process = subprocess.Popen(
            [sys.executable, "-m", MODULE, str(commands), str(answers), *self._arguments()],
            cwd=self._root,
            pass_fds=(commands, answers),
            stdout=self._log,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C comes to us, and we end it in order
        )
        os.close(commands)
        os.close(answers)
        self.tests = self._next(COLLECT_S)["collected"]
        self._fork = self._next(COLLECT_S)["ready"]
        return self

    def __exit__(self, *_: object) -> None:
        """Let it drop its database and end; whatever does not is killed."""
        os.close(self._commands)
        if self._stop.is_set():
            os.kill(self._fork, signal.SIGKILL)
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        os.close(self._answers)
        self._log.close()
        self._drop_database()

    def judge(self, mutant: Mutant, tests: Mapping[str, float]) -> Answer:
        """Run the tests until one fails; a test that hangs counts as one that fails.

        tests: what to run, in this order, with the seconds that each takes without a mutant.
        """
        command = {
            "items": list(tests),
            "first": self._first(),
            "apply": mutant.apply,
            "undo": mutant.undo,
            "template_url": self.template_url,
        }
        os.write(self._commands, (json.dumps(command) + "\n").encode())
        running, limit = "", LONGEST_S
        while True:
            try:
                answer = self._answered(limit)
            except TimeoutError:
                self._undo_in_template(mutant)
                by = running or next(iter(tests))
                return Answer(by, f"does not come to an end in {limit:.0f} s")
            if "running" not in answer:
                self.database = answer["url"]
                return Answer(answer["by"], answer["why"])
            running = answer["running"]
            limit = max(LEAST_S, TIMES * tests[running])

    def trace(self, tests: Iterable[dict[str, Any]], longest: float) -> list[dict[str, Any]]:
        """Run each of the tests once, for `longest` seconds at most.

        Returns for each id, text, seconds, what is wrong with it, the oids that it touched and the
        mutants that it told of (None: not known); is_slow where that was not long enough.
        """
        found = []
        for test in tests:
            command = {"items": [test["id"]], "trace": self._admin_url or ""}
            try:
                [traced] = self._ask(command, longest)["traced"]
            except TimeoutError:
                wrong = f"takes longer than {longest:.0f} s"
                traced = {"wrong": wrong, "seconds": longest, "touched": None, "is_slow": True}
            found.append({**test, **traced})
        return found

    def _first(self) -> str:
        """Return a test that is run once, before any mutant: it makes what the tests share."""
        return str(next((t["id"] for t in self.tests if t["is_traced"]), self.tests[0]["id"]))

    def _ask(self, command: dict[str, Any], seconds: float) -> dict[str, Any]:
        os.write(self._commands, (json.dumps(command) + "\n").encode())
        return self._answered(seconds)

    def _answered(self, seconds: float) -> dict[str, Any]:
        """Return the next answer; a fork that has none, or has died, is replaced first."""
        try:
            answer = self._next(seconds)
        except TimeoutError:
            self._replace_fork()
            raise
        if "ready" in answer:  # the fork has died of it, and the next one has taken its place
            self._fork = answer["ready"]
            self._drop_database()
            raise TimeoutError
        if "error" in answer:
            raise BoError(answer["error"])
        return answer

    def _undo_in_template(self, mutant: Mutant) -> None:
        """Take back what a fork left in the database that tests clone, if it made it there."""
        with suppress(DatabaseError), connect(self.template_url) as connection:
            connection.execute(mutant.undo.encode())

    def _replace_fork(self) -> None:
        os.kill(self._fork, signal.SIGKILL)
        self._fork = self._next(COLLECT_S)["ready"]
        self._drop_database()

    def _drop_database(self) -> None:
        """Drop the database of a fork that was killed; one that ended has done it itself."""
        if self.database and self._admin_url:
            with connect(self._admin_url, autocommit=True) as admin:
                databases.drop(admin, database_of(self.database))
        self.database = ""

    def _next(self, seconds: float) -> dict[str, Any]:
        """Return the next answer. Raises TimeoutError, and BoError where the process has ended."""
        until = time.monotonic() + seconds
        while b"\n" not in self._unread:
            ready, _, _ = select.select([self._answers], [], [], SLICE_S)
            if self._stop.is_set():
                raise InterruptedError
            if not ready and time.monotonic() > until:
                raise TimeoutError
            if not ready:
                continue
            piece = os.read(self._answers, 65536)
            if not piece:
                self._log.seek(0)
                said = self._log.read().decode(errors="replace").strip().splitlines()
                raise BoError("\n".join(["pytest has ended", *said[-20:]]))
            self._unread += piece
        line, _, self._unread = self._unread.partition(b"\n")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _arguments(self) -> list[str]:
        template = database_of(self.template_url)
        options = ["-q", "--rootdir", str(self._root), "--ignore-glob=*.sql", "-pno:cacheprovider"]
        return [*map(str, self._paths), *options, "-pno:xdist", "--template", template]
