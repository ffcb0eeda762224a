"""Judging mutants by the canary matrix: a process for each worker, each with an open world."""

from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from multiprocessing import get_context
from multiprocessing.connection import Connection as Pipe
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any
from zlib import crc32

from bo_cli.assurance.intent import load_intent
from bo_cli.assurance.intent.intent import Intent
from bo_cli.assurance.mutate.definitions import read_schema
from bo_cli.assurance.mutate.model import Fate, Mutant, Outcome
from bo_cli.assurance.mutate.places import Place
from bo_cli.assurance.mutate.seeing import Eye
from bo_cli.assurance.mutate.watching import Watched
from bo_cli.assurance.world.hints import Hints, load_hints
from bo_cli.assurance.world.world import World, open_world
from bo_cli.core.errors import BoError
from bo_cli.db.connect import connect
from bo_cli.db.tracking import count_calls

# Fewer are judged before another process has made its canaries.
WORTH_A_WORKER = 40
BEST_FIRST = (Fate.SEEN, Fate.EQUIVALENT, Fate.SURVIVED)


@dataclass(frozen=True)
class Looking:
    """What the matrix is told. hints: how to fill tables, where it cannot find out."""

    intent: Path
    hints: Path | None = None

    def read(self) -> tuple[Intent, Hints | None]:
        """Return what the files say. Raises UsageError where they are wrong."""
        return load_intent(self.intent), load_hints(self.hints) if self.hints else None


@dataclass(frozen=True)
class Share:
    """What one of several workers looks at: every mutant, but the cells of its objects alone.

    may_lock: whether the database is the run's own, so that tables may get triggers meanwhile.
    """

    mutants: tuple[Mutant, ...]
    number: int
    workers: int
    may_lock: bool = False

    def names(self, world: World) -> list[str]:
        """Return the objects of this worker."""
        catalogue = world.catalogue
        names = [*catalogue.relations, *catalogue.functions, *catalogue.schemas]
        return [name for name in names if self._has(name)]

    def first(self) -> Iterator[Mutant]:
        """Yield the mutants of its objects: it is the likeliest to see them."""
        return (mutant for mutant in self.mutants if self._has(min(mutant.touches, default="")))

    def _has(self, name: str) -> bool:
        return crc32(name.encode()) % self.workers == self.number


class Worker:
    """A process, what waits for it, and what it is looking at."""

    def __init__(self, stack: ExitStack, url: str, looking: Looking, share: Share) -> None:
        context = get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.waiting = deque(share.first())
        self.is_busy = True
        process = context.Process(target=_work, args=(theirs,), daemon=True)
        process.start()
        theirs.close()
        stack.callback(process.join)
        # One that is in the middle of something ends with its connection, which rolls it back.
        stack.callback(process.terminate)
        # Not among its arguments: those are written before anybody can tell that it has died.
        with _alive():
            self.pipe.send((url, looking, share))

    def answer(self) -> Outcome | None:
        """Return what it says: that it is ready (None), an outcome; raises its error."""
        with _alive():
            answer = self.pipe.recv()
        self.is_busy = False
        if isinstance(answer, BaseException):
            raise answer
        return answer if isinstance(answer, Outcome) else None

    def go_on(self) -> None:
        """Give it the next mutant that waits for it, if it has nothing to do."""
        if self.waiting and not self.is_busy:
            with _alive():
                self.pipe.send(self.waiting.popleft())
            self.is_busy = True


@contextmanager
def _alive() -> Iterator[None]:
    """Raise BoError where the other end of a pipe has gone."""
    try:
        yield
    except (EOFError, ConnectionError):
        raise BoError("a worker of the matrix has ended") from None


def look_at(place: Place, looking: Looking, mutants: Sequence[Mutant]) -> Iterator[Outcome]:
    """Yield what the matrix sees of each mutant, in no order.

    A mutant goes from one worker to the next until one sees it, or all have looked at their share
    of the cells. Everything happens in transactions that are rolled back. Raises BoError where a
    world cannot be made, UsageError where the intent does not fit the database.
    """
    count = min(place.most_workers, 1 + len(mutants) // WORTH_A_WORKER) if mutants else 0
    with ExitStack() as stack:
        workers = []
        for number in range(count):
            url = stack.enter_context(place.matrix_url())
            share = Share(tuple(mutants), number, count, place.may_commit)
            workers.append(Worker(stack, url, looking, share))
        seen: dict[str, list[Outcome]] = {mutant.id: [] for mutant in mutants}
        while busy := [worker for worker in workers if worker.is_busy]:
            ready = wait([worker.pipe for worker in busy])
            for worker in [worker for worker in busy if worker.pipe in ready]:
                outcome = worker.answer()
                if outcome:
                    found = [*seen[outcome.mutant.id], outcome]
                    seen[outcome.mutant.id] = found
                    if outcome.fate is Fate.SEEN or len(found) == count:
                        yield _together(found)
                    else:
                        following = workers[(workers.index(worker) + 1) % count]
                        following.waiting.append(outcome.mutant)
            for worker in workers:
                worker.go_on()


def _together(outcomes: Sequence[Outcome]) -> Outcome:
    """Return what several workers say of a mutant: the best answer, and the time of all."""
    best = min(outcomes, key=lambda outcome: BEST_FIRST.index(outcome.fate))
    return replace(best, seconds=sum(outcome.seconds for outcome in outcomes))


def _work(pipe: "Pipe[Any, Any]") -> None:
    try:
        url, looking, share = pipe.recv()
        intent, hints = looking.read()
        with connect(url) as connection:
            count_calls(connection)
            connection.rollback()
            with open_world(connection, intent, hints) as world:
                schema = read_schema(connection)
                watched = Watched(connection, schema, share.mutants, writes=share.may_lock)
                others = [each for each in share.mutants if each.id not in watched.values]
                rows = Watched(connection, schema, others, rows=True)
                eye = Eye(world, share.names(world), watched, rows)
                pipe.send(None)
                while True:
                    pipe.send(eye.judge(pipe.recv()))
    except (EOFError, KeyboardInterrupt):
        return
    except BoError as error:
        pipe.send(error)
    except Exception as error:
        pipe.send(BoError(f"the matrix cannot judge: {error!r}"))
