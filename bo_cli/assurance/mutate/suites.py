"""Judging mutants by the test suites, several workers at once."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from itertools import groupby
from queue import Empty, SimpleQueue
from threading import Event, Thread
from time import perf_counter

from bo_cli.assurance.mutate.model import Fate, Mutant, Outcome
from bo_cli.assurance.mutate.python_tests import PythonTests
from bo_cli.assurance.mutate.ranking import Ranking
from bo_cli.assurance.mutate.tap_files import TapFile, killed_by
from bo_cli.db.connect import Connection

# What a worker needs: a connection for pgTAP files, and the Python tests where there are any.
OpenConnection = Callable[[], AbstractContextManager[Connection]]
OpenPython = Callable[[], AbstractContextManager[PythonTests]]


@dataclass(frozen=True)
class Suites:
    """The tests that judge.

    open_python: None where there are no Python tests. stop: when it is set, the workers end.
    """

    files: dict[str, TapFile]
    ranking: Ranking
    open_connection: OpenConnection
    open_python: OpenPython | None
    stop: Event


class Worker:
    """Judges one mutant after another by every test that touches it, until one fails."""

    def __init__(self, suites: Suites, stack: ExitStack) -> None:
        self._suites, self._stack = suites, stack
        self._connection = stack.enter_context(suites.open_connection())
        self._python: PythonTests | None = None

    def judge(self, mutant: Mutant, everything: bool) -> Outcome:
        """Return who noticed; nobody: the mutant survived, until the matrix is asked."""
        started = perf_counter()
        by, why = "", ""
        relevant = self._suites.ranking.relevant(mutant, everything=everything)
        for is_python, tests in groupby(relevant, key=lambda test: test.is_python):
            judge = self._by_python if is_python else self._by_files
            by, why = judge(mutant, [test.id for test in tests])
            if by:
                break
        fate = Fate.KILLED if by else Fate.SURVIVED
        return Outcome(mutant, fate, by, why, perf_counter() - started)

    def _by_files(self, mutant: Mutant, tests: list[str]) -> tuple[str, str]:
        for test in tests:
            file, seconds = self._suites.files[test], self._suites.ranking.seconds(test)
            why = killed_by(self._connection, file, mutant.apply, seconds)
            if why is not None:
                self._suites.ranking.noticed(mutant, test)
                return test, why
            self._suites.ranking.passed(mutant, [test])
        return "", ""

    def _by_python(self, mutant: Mutant, tests: list[str]) -> tuple[str, str]:
        if self._suites.open_python is None:
            return "", ""
        if self._python is None:
            self._python = self._stack.enter_context(self._suites.open_python())
        seconds = {test: self._suites.ranking.seconds(test) for test in tests}
        answer = self._python.judge(mutant, seconds)
        passed = tests[: tests.index(answer.by)] if answer.by else tests
        self._suites.ranking.passed(mutant, passed)
        if answer.by:
            self._suites.ranking.noticed(mutant, answer.by)
        return answer.by, answer.why


def judge_all(
    suites: Suites, mutants: Sequence[Mutant], workers: int, *, everything: bool = False
) -> Iterator[Outcome]:
    """Yield each mutant's outcome as soon as it is known; everything: as for `Ranking.relevant`.

    Whoever stops listening, or is interrupted, ends the workers after the mutants at hand. Raises
    what a worker raised.
    """
    waiting: SimpleQueue[list[Mutant]] = SimpleQueue()
    for group in _by_object(mutants):
        waiting.put(group)
    done: SimpleQueue[Outcome | BaseException] = SimpleQueue()
    threads = [
        Thread(target=_work, args=(suites, waiting, done, everything)) for _ in range(workers)
    ]
    for thread in threads:
        thread.start()
    finished = False
    try:
        for _ in mutants:
            result = done.get()
            if isinstance(result, BaseException):
                raise result
            yield result
        finished = True
    finally:
        if not finished:
            suites.stop.set()
        for thread in threads:
            thread.join()


def _by_object(mutants: Sequence[Mutant]) -> list[list[Mutant]]:
    """Return the mutants of each object, the longest lists first: one worker learns from all."""
    groups: dict[str, list[Mutant]] = {}
    for mutant in mutants:
        groups.setdefault(mutant.object, []).append(mutant)
    return sorted(groups.values(), key=len, reverse=True)


def _work(
    suites: Suites,
    waiting: "SimpleQueue[list[Mutant]]",
    done: "SimpleQueue[Outcome | BaseException]",
    everything: bool,
) -> None:
    try:
        with ExitStack() as stack:
            worker = Worker(suites, stack)
            while True:
                for mutant in waiting.get_nowait():
                    if suites.stop.is_set():
                        return
                    done.put(worker.judge(mutant, everything))
    except Empty:
        return
    except BaseException as error:
        done.put(error)
