"""The run through REST, in a process of its own: the one through SQL goes on meanwhile."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection as Pipe
from types import FrameType
from typing import Any

from bo_cli.assurance.fuzz.everything import fuzz_rest
from bo_cli.assurance.fuzz.model import Report
from bo_cli.assurance.fuzz.scene import Options
from bo_cli.assurance.fuzz.stage import Place
from bo_cli.assurance.intent.intent import Intent
from bo_cli.assurance.world.hints import Hints
from bo_cli.core.console import without_spinner
from bo_cli.core.errors import BoError


@contextmanager
def rest_beside(
    place: Place, intent: Intent, hints: Hints | None, options: Options
) -> Iterator[Callable[[], Report]]:
    """Yield a function that waits for the report; it raises what ended the run.

    The process ends with the context, and when this process dies in whatever way: it drops its
    databases then, and stops its API.
    """
    context = get_context("spawn")
    pipe, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs,))
    process.start()
    theirs.close()
    try:
        # Not among its arguments: those are written before anybody can tell that it has died.
        pipe.send((place, intent, hints, options))
        yield lambda: _report(pipe)
    finally:
        process.terminate()
        process.join()
        pipe.close()


def _report(pipe: "Pipe[Any, Any]") -> Report:
    try:
        answer = pipe.recv()
    except (EOFError, ConnectionError):
        raise BoError("the run through REST has ended before its report") from None
    if isinstance(answer, BaseException):
        raise answer
    found: Report = answer
    return found


def _work(pipe: "Pipe[Any, Any]") -> None:
    # Ctrl-C reaches every process of a terminal: whoever started this one tells it to end, once.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _end)
    without_spinner()
    try:
        place, intent, hints, options = pipe.recv()
        threading.Thread(target=_end_with, args=(pipe,), daemon=True).start()
        report = Report(options.seed)
        fuzz_rest(place, intent, hints, options, report)
        answer: Report | BoError = report
    except (EOFError, KeyboardInterrupt):
        return
    except BoError as error:
        answer = error
    except Exception as error:
        answer = BoError(f"the run through REST failed: {error!r}")
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    pipe.send(answer)


def _end(_number: int, _frame: FrameType | None) -> None:
    """Leave all contexts, as for Ctrl-C; and no second signal cuts that off."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise KeyboardInterrupt


def _end_with(pipe: "Pipe[Any, Any]") -> None:
    """End this process when the other end of the pipe has gone."""
    try:
        pipe.recv()
    except (EOFError, OSError):
        os.kill(os.getpid(), signal.SIGTERM)
