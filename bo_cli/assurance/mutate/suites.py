"""Judging mutants by the test suites, several workers at once."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
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

    open_python: None where there are no Python tests. patience: seconds for which Python tests
    judge one mutant, the likeliest first. stop: when it is set, the workers end.
    """

    files: dict[str, TapFile]
    ranking: Ranking
    open_connection: OpenConnection
    open_python: OpenPython | None
    patience: float
    stop: Event


class Worker:
    """Judges one mutant after another: pgTAP files first, then Python tests, until one fails."""

    def __init__(self, suites: Suites, stack: ExitStack) -> None:
        self._suites, self._stack = suites, stack
        self._connection = stack.enter_context(suites.open_connection())
        self._python: PythonTests | None = None

    def judge(self, mutant: Mutant) -> Outcome:
        """Return who noticed; nobody: the mutant survived, until the matrix is asked."""
        started = perf_counter()
        by, why = self._by_files(mutant) or self._by_python(mutant) or ("", "")
        if by:
            self._suites.ranking.noticed(mutant, by)
        fate = Fate.KILLED if by else Fate.SURVIVED
        return Outcome(mutant, fate, by, why, perf_counter() - started)

    def _by_files(self, mutant: Mutant) -> tuple[str, str] | None:
        for test in self._suites.ranking.relevant(mutant):
            file = self._suites.files.get(test.id)
            if file is not None:
                why = killed_by(self._connection, file, mutant.apply)
                if why is not None:
                    return test.id, why
                self._suites.ranking.passed(mutant, [test.id])
        return None

    def _by_python(self, mutant: Mutant) -> tuple[str, str] | None:
        relevant = self._suites.ranking.relevant(mutant)
        tests = [test.id for test in relevant if test.id not in self._suites.files]
        if not tests or self._suites.open_python is None:
            return None
        if self._python is None:
            self._python = self._stack.enter_context(self._suites.open_python())
        answer = self._python.judge(mutant, tests, self._suites.patience)
        self._suites.ranking.passed(mutant, tests[: answer.passed])
        return (answer.by, answer.why) if answer.by else None


def judge_all(suites: Suites, mutants: Sequence[Mutant], workers: int) -> Iterator[Outcome]:
    """Yield each mutant's outcome as soon as it is known.

    Whoever stops listening, or is interrupted, ends the workers after the mutants at hand. Raises
    what a worker raised.
    """
    waiting: SimpleQueue[Mutant] = SimpleQueue()
    for mutant in mutants:
        waiting.put(mutant)
    done: SimpleQueue[Outcome | BaseException] = SimpleQueue()
    threads = [Thread(target=_work, args=(suites, waiting, done)) for _ in range(workers)]
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


def _work(
    suites: Suites,
    waiting: "SimpleQueue[Mutant]",
    done: "SimpleQueue[Outcome | BaseException]",
) -> None:
    try:
        with ExitStack() as stack:
            worker = Worker(suites, stack)
            while not suites.stop.is_set():
                done.put(worker.judge(waiting.get_nowait()))
    except Empty:
        return
    except BaseException as error:
        done.put(error)
