"""Judges mutants with Python tests that were collected once: a pytest process that takes commands.

Started as `python -m bo_cli.assurance.mutate.python_session COMMANDS ANSWERS PYTEST-ARGUMENT…`;
the first two are file descriptors, and one line of JSON is one command, or one answer. The tests
must have the fixtures `db` (a connection that is rolled back), `database_url` and, through the
option `--template`, `template`: the database that tests clone which need one of their own.

The tests run in a fork of the process, because a mutant may make one hang: then the fork is killed,
and the next one starts with everything collected.
"""

import inspect
import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from bo_cli.assurance.mutate.watching import told_by
from bo_cli.core.errors import BoError
from bo_cli.db.connect import Connection, Diagnostic, connect
from bo_cli.db.tracking import stop_waiting_after, touched_here, track_functions

READY, FINISHED = "ready", 3
EXAMPLES = 40


class Keeper:
    """Stands for the next test, so that what the session's tests share is kept."""

    def __init__(self, session: pytest.Session) -> None:
        self._session = session

    def listchain(self) -> list[pytest.Session]:
        """Return what the next test lies in: the session alone."""
        return [self._session]


class MutantSession:
    """A pytest plugin in whose loop mutants are judged, command by command."""

    def __init__(self, commands: int, answers: int) -> None:
        self._commands, self._answers = commands, answers
        self._admin_url: str | None = None
        self._touched: dict[str, list[int]] | None = None
        self._told: set[str] = set()
        self._connection: Connection | None = None  # makes mutants
        self._url = ""

    @pytest.fixture(scope="session", autouse=True)
    def _judged_database(self, database_url: str) -> None:
        """The database of this session's tests, in which mutants are made."""
        self._url = database_url
        if self._admin_url:
            track_functions(self._admin_url, database_url)
            stop_waiting_after(database_url, seconds=60)  # Bodies that tell are many times slower.
        else:
            stop_waiting_after(database_url, seconds=10)

    @pytest.fixture(autouse=True)
    def _traced(self, request: pytest.FixtureRequest) -> Iterator[None]:
        """Note what the test's transaction touches."""
        if not self._admin_url or "db" not in request.fixturenames:
            yield
            return
        db: Connection = request.getfixturevalue("db")
        touched_here(db)
        db.rollback()
        db.add_notice_handler(self._note)
        yield
        self._touched = touched_here(db)
        db.remove_notice_handler(self._note)

    def _note(self, notice: Diagnostic) -> None:
        self._told |= told_by(notice)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Serve commands in one fork after another, until there are no more."""
        if session.testsfailed:
            return False
        _draw_less(session.items)
        self._answer({"collected": [_description(item) for item in session.items]})
        while True:
            pid = os.fork()
            if pid == 0:
                os._exit(self._serve(session))
            _pid, status = os.waitpid(pid, 0)
            if os.waitstatus_to_exitcode(status) == FINISHED:
                return True

    def _serve(self, session: pytest.Session) -> int:
        """Take commands until there are no more; returns the exit code of the fork."""
        with os.fdopen(self._commands, closefd=False) as commands:
            items = {item.nodeid: item for item in session.items}
            self._answer({READY: os.getpid()})
            for line in iter(commands.readline, ""):
                command = json.loads(line)
                try:
                    self._answer(self._obey(session, items, command))
                except BoError as error:
                    self._answer({"error": error.message})
        if self._connection is not None:
            self._connection.close()
        with suppress(BaseException):
            session._setupstate.teardown_exact(None)
        return FINISHED

    def _obey(
        self, session: pytest.Session, items: dict[str, pytest.Item], command: dict[str, Any]
    ) -> dict[str, Any]:
        keeper = Keeper(session)
        chosen = [items[name] for name in command["items"]]
        if "trace" in command:
            self._admin_url = command["trace"] or None
            return {"traced": [self._trace(item, keeper) for item in chosen]}
        if not self._url and (wrong := _failure(items[command["first"]], keeper)):
            raise BoError(f"{command['first']} fails without any mutant: {wrong}")
        return self._judge(chosen, keeper, command)

    def _trace(self, item: pytest.Item, keeper: Keeper) -> dict[str, Any]:
        self._touched = None
        self._told = set()
        started = time.perf_counter()
        wrong = _failure(item, keeper)
        seconds = time.perf_counter() - started
        is_known = self._touched and not _connects(item)
        told = dict.fromkeys(sorted(self._told), 0) if is_known else None
        found = {"id": item.nodeid, "wrong": wrong, "seconds": seconds}
        return {**found, "touched": self._touched, "told": told}

    def _judge(
        self, chosen: list[pytest.Item], keeper: Keeper, command: dict[str, Any]
    ) -> dict[str, Any]:
        """Make the mutant, run tests until one fails, take it back; tell of each test before."""
        answer = {"by": "", "why": "", "url": self._url}
        if self._connection is None:
            self._connection = connect(self._url, autocommit=True)
        with ExitStack() as made:
            made.enter_context(_made(self._connection, command))
            in_template = False
            for item in chosen:
                if _clones(item) and not in_template:
                    in_template = True
                    made.enter_context(_made_in_template(command))
                self._answer({"running": item.nodeid})
                wrong = _failure(item, keeper)
                if wrong:
                    return {**answer, "by": item.nodeid, "why": wrong}
        return answer

    def _answer(self, answer: dict[str, Any]) -> None:
        os.write(self._answers, (json.dumps(answer) + "\n").encode())


@contextmanager
def _made(connection: Connection, command: dict[str, Any]) -> Iterator[None]:
    """Make the mutant meanwhile."""
    connection.execute(command["apply"].encode())
    try:
        yield
    finally:
        connection.execute(command["undo"].encode())


@contextmanager
def _made_in_template(command: dict[str, Any]) -> Iterator[None]:
    """Make the mutant where tests clone from; nobody stays connected, or it could not be cloned."""
    with connect(command["template_url"], autocommit=True) as connection:
        connection.execute(command["apply"].encode())
    try:
        yield
    finally:
        with connect(command["template_url"], autocommit=True) as connection:
            connection.execute(command["undo"].encode())


def _failure(item: pytest.Item, keeper: Any) -> str | None:
    """Run one test; returns the last line of its failure, None where it passes."""
    for report in runtestprotocol(item, nextitem=keeper, log=False):
        if report.failed:
            crash = getattr(report.longrepr, "reprcrash", None)
            text = crash.message if crash else report.longreprtext
            return text.splitlines()[0] if text else "fails"
    return None


def _clones(item: pytest.Item) -> bool:
    """Whether the test clones the template itself."""
    info = item._fixtureinfo  # type: ignore[attr-defined]
    if "template" in info.argnames:
        return True
    return any(
        "template" in definitions[-1].argnames
        for name, definitions in info.name2fixturedefs.items()
        if name != "database_url"
    )


def _connects(item: pytest.Item) -> bool:
    """Whether the test may use its database by another connection than `db`, or another one."""
    info = item._fixtureinfo  # type: ignore[attr-defined]
    usual = {"worker_connection", "_judged_database"}
    fixtures = {name: defs[-1].argnames for name, defs in info.name2fixturedefs.items()}
    asked = {name for maker, names in fixtures.items() if maker not in usual for name in names}
    return _clones(item) or bool({"database_url", "stack"} & asked.union(info.argnames))


def _description(item: pytest.Item) -> dict[str, Any]:
    """Name the test, with the text that says what it touches: its own where it can be traced."""
    is_traced = "db" in getattr(item, "fixturenames", ()) and not _clones(item)
    source = getattr(item, "function" if is_traced else "module", None)
    text = inspect.getsource(source) if source else ""
    return {"id": item.nodeid, "text": text, "is_traced": is_traced}


def _do_not_shrink() -> None:
    """Let hypothesis stop at the first example that fails, and remember none of them."""
    try:
        from hypothesis import Phase, settings
    except ModuleNotFoundError:
        return
    phases = [Phase.explicit, Phase.generate]
    settings.register_profile("mutants", phases=phases, database=None, derandomize=True)
    settings.load_profile("mutants")


def _draw_less(items: list[pytest.Item]) -> None:
    """Let hypothesis try some examples only: what is different shows in the first, or hardly."""
    key = "_hypothesis_internal_use_settings"
    for function in {getattr(item, "function", None) for item in items}:
        given = getattr(function, key, None)
        if given is not None:
            fewer = min(given.max_examples, EXAMPLES)
            setattr(function, key, type(given)(given, max_examples=fewer))


def main(arguments: list[str]) -> int:
    """Run pytest with the session; returns its exit code."""
    _do_not_shrink()
    commands, answers = int(arguments[0]), int(arguments[1])
    return int(pytest.main(arguments[2:], [MutantSession(commands, answers)]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
