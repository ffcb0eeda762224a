"""What people see: data on stdout, notices and progress on stderr."""

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

_has_line = True
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
def step(label: str) -> Iterator[None]:
    """Show that a step runs, then how long it took; silent where stderr is no terminal."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console  # here, because scripts need no spinner

    started = time.perf_counter()
    with Console(stderr=True).status(label) if _has_line else nullcontext():
        yield
    clear = "" if _has_line else _CLEAR
    say(f"{clear}{label}: {time.perf_counter() - started:.2f} s")
