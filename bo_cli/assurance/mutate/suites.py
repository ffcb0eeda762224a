"""Judging mutants by the test suites, several workers at once."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, replace
from itertools import groupby
from math import inf
from queue import SimpleQueue
from threading import Event, Thread

from bo_cli.assurance.mutate.docket import Docket
from bo_cli.assurance.mutate.fingerprints import digest
from bo_cli.assurance.mutate.memory import DependsOn, Memory
from bo_cli.assurance.mutate.model import Fate, Mutant, Outcome
from bo_cli.assurance.mutate.python_tests import Answer as PythonAnswer
from bo_cli.assurance.mutate.python_tests import PythonTests
from bo_cli.assurance.mutate.ranking import Ranking, Try
from bo_cli.assurance.mutate.streaming import Turn, judge_turns
from bo_cli.assurance.mutate.tap_files import TapFile
from bo_cli.assurance.mutate.tracing import source_of
from bo_cli.db.connect import Connection

# Tests may take so long over one mutant before the matrix looks at it: this part of the time of all
# tests, and some seconds at least.
PATIENCE, LEAST_S = 0.002, 0.5
# The likeliest tests may take so long, where the others have not been traced.
LIKELY_S = 5.0
# Over all that is left then, as long again as so many runs of all tests, but no more than MOST_S
# over one mutant: a sample leaves few. Tests that take no longer than FEW_S in all are all asked.
RUNS, MOST_S, FEW_S = 2, 60.0, 30.0
# And once more as long, where so large a part of them was noticed.
WORTH_A_PASS = 0.1
# How Postgres says that it has cancelled a statement.
TOO_LONG = "due to statement timeout"
# A mutant that is none.
NOTHING = "select"
# What a worker needs: a connection for pgTAP files, and the Python tests where there are any.
OpenConnection = Callable[[], AbstractContextManager[Connection]]
OpenPython = Callable[[], AbstractContextManager[PythonTests]]
Job = list[Try]
# A try, and what the test said; None where it did not notice.
Answer = tuple[Try, str | None]


@dataclass(frozen=True)
class Suites:
    """The tests that judge.

    open_python: None where there are no Python tests. stop: when it is set, the workers end.
    sources: each file with tests, and a hash of it. depends_on: None where nothing is remembered.
    untraced: ids of the tests that take too long to judge.
    """

    files: dict[str, TapFile]
    ranking: Ranking
    open_connection: OpenConnection
    open_python: OpenPython | None
    stop: Event
    sources: Mapping[str, str]
    depends_on: DependsOn | None
    untraced: frozenset[str] = frozenset()

    def still_killed(self, memory: Memory, mutants: Iterable[Mutant]) -> dict[str, str]:
        """Return the mutants (ids) that would be noticed again, as nothing changed; and by whom."""
        if self.depends_on is None:
            return {}
        kills = memory.kills
        found = [(mutant, kills[mutant.id]) for mutant in mutants if mutant.id in kills]
        return {
            mutant.id: kill.by
            for mutant, kill in found
            if kill.state == self.depends_on(mutant, kill.by)
        }

    def missed(self, memory: Memory, mutants: Iterable[Mutant]) -> set[str]:
        """Return the mutants (ids) that no test noticed earlier, nor has any changed since."""
        known = memory.missed
        found = [mutant for mutant in mutants if mutant.id in known]
        return {each.id for each in found if known[each.id] == self.that_may_notice(each)}

    def that_may_notice(self, mutant: Mutant) -> str:
        """Return a hash of the tests that may notice a mutant: another where one changed."""
        ids = sorted(each.test.id for each in self.ranking.tries(mutant))
        return digest(*(f"{test} {self.sources[source_of(test)]}" for test in ids))


class Worker:
    """Does one job after another."""

    def __init__(self, suites: Suites, docket: Docket, stack: ExitStack) -> None:
        self._suites, self._docket, self._stack = suites, docket, stack
        self._connection = stack.enter_context(suites.open_connection())
        self._python: PythonTests | None = None

    def answers(self, job: Job) -> Iterator[Answer]:
        """Yield an answer to each try; none where a test has noticed the mutant meanwhile."""
        if job[0].test.is_python:
            for _, tries in groupby(job, key=lambda each: each.mutant.id):
                yield from self._in_python(list(tries))
        else:
            yield from self._in_file(job)

    def _in_file(self, job: Job) -> Iterator[Answer]:
        test = job[0].test
        by_id = {each.mutant.id: each for each in job}
        turns = [
            Turn(each.mutant, each.start, each.stop)
            for each in job
            if each.mutant.id not in self._docket.killed
        ]
        file = self._suites.files[test.id]
        again = []
        for mutant, why in judge_turns(self._connection, file, turns, test.seconds):
            if why and self._docket.asks_twice:
                again += [turn for turn in turns if turn.mutant.id == mutant.id]
            else:
                yield by_id[mutant.id], why
            if self._suites.stop.is_set():
                return
        for mutant, why in judge_turns(self._connection, file, again, test.seconds):
            yield by_id[mutant.id], why

    def _in_python(self, tries: Sequence[Try]) -> Iterator[Answer]:
        mutant = tries[0].mutant
        if self._suites.open_python is None or mutant.id in self._docket.killed:
            return
        answer = self._asked(mutant, {each.test.id: each.test.seconds for each in tries})
        for each in tries:
            is_by = each.test.id == answer.by
            yield each, answer.why if is_by else None
            if is_by:
                return

    def _asked(self, mutant: Mutant, tests: Mapping[str, float]) -> PythonAnswer:
        """Ask Python tests; one that noticed is asked once more where that may have been chance.

        A statement that took too long may have been slow because the machine is busy. A test that
        fails without the mutant as well, of what an earlier one has left, gets a fresh database.
        """
        python = self._python or self._opened()
        answer = python.judge(mutant, tests)
        if answer.by and (self._docket.asks_twice or TOO_LONG in answer.why):
            left = list(tests.items())[list(tests).index(answer.by) :]
            harmless = replace(mutant, apply=NOTHING, undo=NOTHING)
            if python.judge(harmless, dict(left[:1])).by:
                python = self._opened()
            answer = python.judge(mutant, dict(left))
        return answer

    def _opened(self) -> PythonTests:
        """Return the Python tests with a database of their own; from now on it is this one."""
        assert self._suites.open_python is not None  # noqa: S101 (for the type checker)
        self._python = self._stack.enter_context(self._suites.open_python())
        return self._python


class Crew:
    """A context: workers, each in a thread of its own, that do the jobs they are given."""

    def __init__(self, suites: Suites, docket: Docket, workers: int) -> None:
        self._suites, self._docket = suites, docket
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._done: SimpleQueue[Answer | BaseException | None] = SimpleQueue()
        self._threads = [Thread(target=self._work) for _ in range(workers)]

    def __enter__(self) -> "Crew":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is not None:
            self._suites.stop.set()
        for _thread in self._threads:
            self._jobs.put(None)
        for thread in self._threads:
            thread.join()

    def judge_quickly(self, mutants: Sequence[Mutant]) -> Iterator[Outcome]:
        """Yield each mutant's outcome, without long tests or many of them.

        What was missed before, by the same tests, is left to the matrix, and to `judge_longer`.
        """
        is_missed = {mutant.id: self._docket.cases[mutant.id].is_missed for mutant in mutants}
        for mutant in mutants:
            if is_missed[mutant.id]:
                yield Outcome(mutant, Fate.SURVIVED)
        others = [mutant for mutant in mutants if not is_missed[mutant.id]]
        yield from self.judge(others, self._patience)

    def judge_patiently(self, mutants: Sequence[Mutant]) -> Iterator[Outcome]:
        """Yield each mutant's outcome by tests that are likely to notice it."""
        return self.judge(mutants, LIKELY_S)

    def judge_longer(self, mutants: Sequence[Mutant]) -> Iterator[Outcome]:
        """Yield each mutant's outcome, of a few by all tests that may notice them.

        Once many of them are noticed, there is more time for each of the others.
        """
        self._docket.asks_twice = True
        left, patience = list(mutants), self._patience
        is_worth_while = bool(left)
        while is_worth_while:
            patience += self._share(len(left))
            yield from (each for each in self.judge(left, patience) if each.is_killed)
            alive = [mutant for mutant in left if mutant.id not in self._docket.killed]
            noticed = len(left) - len(alive)
            are_through = all(self._docket.is_through(mutant) for mutant in alive)
            is_worth_while = noticed >= WORTH_A_PASS * len(left) and not are_through
            left = alive
        for mutant in left:
            yield Outcome(mutant, Fate.SURVIVED, why=self._unasked(mutant))

    def _share(self, count: int) -> float:
        """Return how many seconds more each of so many mutants gets."""
        seconds = self._suites.ranking.seconds
        return inf if seconds <= FEW_S else min(RUNS * seconds / count, MOST_S)

    def _unasked(self, mutant: Mutant) -> str:
        """Return in words how many tests were not asked, if any."""
        left = len(self._docket.cases[mutant.id].left)
        return f"there was no time for {left} more tests that may notice it" if left else ""

    @property
    def _patience(self) -> float:
        """How many seconds each mutant gets before the matrix looks at it."""
        return max(LEAST_S, PATIENCE * self._suites.ranking.seconds)

    def judge(self, mutants: Sequence[Mutant], patience: float) -> Iterator[Outcome]:
        """Yield each mutant's outcome as soon as it is known; patience: as for `Docket.rounds`.

        Raises what a worker raised.
        """
        rounds = self._docket.rounds(mutants, patience)
        while jobs := rounds.next():
            for tried, why in self._answers(jobs):
                is_new = why is not None and tried.mutant.id not in self._docket.killed
                self._docket.note(tried, why is not None)
                if is_new:
                    yield Outcome(tried.mutant, Fate.KILLED, tried.test.id, why or "")
        for mutant in mutants:
            if mutant.id not in self._docket.killed:
                yield Outcome(mutant, Fate.SURVIVED)

    def _answers(self, jobs: Sequence[Job]) -> Iterator[Answer]:
        for job in jobs:
            self._jobs.put(job)
        left = len(jobs)
        while left:
            done = self._done.get()
            if isinstance(done, BaseException):
                raise done
            if done is None:
                left -= 1
            else:
                yield done

    def _work(self) -> None:
        try:
            with ExitStack() as stack:
                worker = Worker(self._suites, self._docket, stack)
                while (job := self._jobs.get()) is not None and not self._suites.stop.is_set():
                    for answer in worker.answers(job):
                        self._done.put(answer)
                    self._done.put(None)
        except BaseException as error:
            self._done.put(error)
