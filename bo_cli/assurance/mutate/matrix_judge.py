"""Judging mutants by the canary matrix: a process for each worker, each with an open world."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection as Pipe
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any

from bo_cli.assurance.intent import load_intent
from bo_cli.assurance.intent.intent import Intent
from bo_cli.assurance.mutate.model import Mutant, Outcome
from bo_cli.assurance.mutate.places import Place
from bo_cli.assurance.mutate.seeing import Eye
from bo_cli.assurance.world.hints import Hints, load_hints
from bo_cli.assurance.world.world import open_world
from bo_cli.core.errors import BoError
from bo_cli.db.connect import connect
from bo_cli.db.tracking import count_calls

# Fewer are judged before another process has made its canaries.
WORTH_A_WORKER = 40


@dataclass(frozen=True)
class Looking:
    """What the matrix is told. hints: how to fill tables, where it cannot find out."""

    intent: Path
    hints: Path | None = None

    def read(self) -> tuple[Intent, Hints | None]:
        """Return what the files say. Raises UsageError where they are wrong."""
        return load_intent(self.intent), load_hints(self.hints) if self.hints else None


def look_at(place: Place, looking: Looking, mutants: Sequence[Mutant]) -> Iterator[Outcome]:
    """Yield what the matrix sees of each mutant, in no order.

    Everything happens in transactions that are rolled back. Raises BoError where a world cannot be
    made, UsageError where the intent does not fit the database.
    """
    if not mutants:
        return
    workers = min(place.most_workers, 1 + len(mutants) // WORTH_A_WORKER)
    with ExitStack() as stack:
        pipes = [_started(stack, place, looking) for _ in range(workers)]
        waiting = list(reversed(mutants))
        busy = list(pipes)
        while busy:
            for pipe in wait(busy):
                assert isinstance(pipe, Pipe)  # noqa: S101 (for the type checker)
                answer = _answer(pipe)
                if isinstance(answer, Outcome):
                    yield answer
                if waiting:
                    pipe.send(waiting.pop())
                else:
                    busy.remove(pipe)


def _started(stack: ExitStack, place: Place, looking: Looking) -> "Pipe[Any, Any]":
    """Start a worker on a database of its own; the stack ends both."""
    url = stack.enter_context(place.matrix_url())
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(url, looking, theirs), daemon=True)
    process.start()
    theirs.close()
    stack.callback(process.join)
    # A worker that is in the middle of something ends with its connection, which rolls it back.
    stack.callback(process.terminate)
    return ours


def _answer(pipe: "Pipe[Any, Any]") -> Outcome | None:
    """Return what a worker says: that it is ready (None), an outcome; raises its error."""
    try:
        answer = pipe.recv()
    except EOFError:
        raise BoError("a worker of the matrix has ended") from None
    if isinstance(answer, BaseException):
        raise answer
    return answer if isinstance(answer, Outcome) else None


def _work(url: str, looking: Looking, pipe: "Pipe[Any, Any]") -> None:
    try:
        intent, hints = looking.read()
        with connect(url) as connection:
            count_calls(connection)
            connection.rollback()
            with open_world(connection, intent, hints) as world:
                eye = Eye(world)
                pipe.send(None)
                while True:
                    pipe.send(eye.judge(pipe.recv()))
    except (EOFError, KeyboardInterrupt):
        return
    except BoError as error:
        pipe.send(error)
    except Exception as error:
        pipe.send(BoError(f"the matrix cannot judge: {error!r}"))
