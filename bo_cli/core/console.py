"""What people see: data on stdout, notices and progress on stderr."""

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

# Tells how far a step is.
Now = Callable[[str], None]
SELDOM_S = 30.0

_has_line = True
_said_at = time.perf_counter()
_CLEAR = "\r\x1b[K"


def say(message: str) -> None:
    """Print a notice (stderr)."""
    sys.stderr.write(message + "\n")
    sys.stderr.flush()


def data(text: str) -> None:
    """Print a result (stdout)."""
    sys.stdout.write(text + "\n")


def data_json(value: Any) -> None:
    """Print a result as JSON (stdout)."""
    data(json.dumps(value, indent=2, default=str))


def without_spinner() -> None:
    """Show this process' steps when they are over, because another one has the line."""
    global _has_line
    _has_line = False


@contextmanager
def step(label: str) -> Iterator[Now]:
    """Show that a step runs, then how long it took.

    Yields a function to tell how far it is. Where stderr is no terminal, what runs is shown every
    half minute, so that a log says that somebody is still at work.
    """
    if not sys.stderr.isatty():
        _say_seldom(label)
        yield lambda far: _say_seldom(f"{label}: {far}")
        return
    from rich.console import Console  # here, because scripts need no spinner

    started = time.perf_counter()
    if _has_line:
        with Console(stderr=True).status(label) as status:
            yield lambda far: status.update(f"{label}: {far}")
    else:
        yield without_telling
    clear = "" if _has_line else _CLEAR
    say(f"{clear}{label}: {time.perf_counter() - started:.2f} s")


def without_telling(_far: str) -> None:
    """Tell nobody how far it is."""


def _say_seldom(message: str) -> None:
    global _said_at
    if time.perf_counter() - _said_at >= SELDOM_S:
        _said_at = time.perf_counter()
        say(message)
